"""Adopting what people already have: foreign registers, matrices, indicator sheets and budgets become a workbook."""
