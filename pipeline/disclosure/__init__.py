"""What others may see: the one place that decides it, for pages, portfolios, JSON and messages (ISO 22397)."""
