"""Answers of indicator sheets: where they stand, whose they are, and what their words, ticks or points mean."""
