"""Tables of other kinds than registers."""
