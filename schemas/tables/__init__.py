"""One file a table of the workbook: the dataclass of its rows, and its sheet (docs/design.md, The workbook)."""
