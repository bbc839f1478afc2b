"""A running Excel and the workbook open in it, read through xlwings (its BSD part only)."""
