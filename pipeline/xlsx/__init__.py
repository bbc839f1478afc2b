"""The .xlsx format: reading packages, guarding against hostile ones, writing our tables, checking the result."""
