"""All partnerships of a folder at a glance, for one audience: numbers, reasons and trends, never a row."""
