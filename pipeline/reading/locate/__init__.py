"""Where our tables are in a workbook: by table object, or by their header row."""
