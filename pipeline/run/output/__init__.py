"""The folder for reports and the JSON in it."""
