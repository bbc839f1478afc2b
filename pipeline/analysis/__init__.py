"""What the rules and results need to know, computed once from an arrangement; pure (RULES.md, Terms)."""
