"""Adopting what people already have: a risk register in a layout of its own becomes a workbook."""
