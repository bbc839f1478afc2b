"""The files of others as sheets of cells, whatever program made them."""
