"""The headers of tables: which rows they are, what their words mean, and the groups above them."""
