"""The action plan: what was found, merged with what people wrote beside it (docs/design.md, Re-runs)."""
