"""The rows of the output tables."""
