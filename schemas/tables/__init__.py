"""One pandera model per table of the workbook (DESIGN.md, The workbook)."""
