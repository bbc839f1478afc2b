"""Legends: what the codes in a table's cells mean, as a text beside, above or below it, or another sheet, says."""
