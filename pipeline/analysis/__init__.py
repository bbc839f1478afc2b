"""What the rules and results need to know, computed once from an arrangement; pure (docs/rules.md, Terms)."""
