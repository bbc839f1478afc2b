"""What the cells of a matrix hold."""
