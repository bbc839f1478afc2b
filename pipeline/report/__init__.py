"""The report of one partnership as a page: self-contained HTML, no script, made for one audience (ISO 22397, 5.7)."""
