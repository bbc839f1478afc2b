"""The second door: a workbook that is open in Excel, read and written through xlwings (its BSD part only)."""
