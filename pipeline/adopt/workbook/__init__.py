"""The workbook that is built from the files of others, every value with its source."""
