"""One workbook, the whole way: from the file to results in it."""
