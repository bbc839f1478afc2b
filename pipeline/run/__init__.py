"""A run: one workbook or a folder of them, from the file to the results."""
