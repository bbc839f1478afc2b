"""What a run fills in: the rows of each output table, and the updates that put them into the workbook."""
