"""From the content of a cell to a value of its column, or a message that says what is allowed."""
