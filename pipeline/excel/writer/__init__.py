"""Results put into a workbook that is open in Excel; what people wrote and formatted stays."""
