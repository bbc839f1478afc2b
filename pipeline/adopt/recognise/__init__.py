"""Which tables stand on a sheet, what each is, and which column is which."""
