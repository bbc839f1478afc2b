"""New workbooks, built from the schemas."""
