"""The action plan: what was found, merged with what people wrote beside it (DESIGN.md, ActionPlan, re-run)."""
