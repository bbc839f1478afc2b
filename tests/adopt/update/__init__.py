"""Adopting into a workbook that is there."""
