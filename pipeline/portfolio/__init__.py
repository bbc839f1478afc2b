"""All partnerships of a folder at a glance, for readers outside them: numbers, reasons and trends, never a row."""
