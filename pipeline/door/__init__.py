"""Getting at a workbook on a drive safely: is it open, is it sound, replace it whole or not at all."""
