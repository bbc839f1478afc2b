"""Names in cells below roles, or below what says who is there: plans, and matrices on their side."""
