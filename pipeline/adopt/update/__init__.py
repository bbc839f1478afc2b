"""A source adopted into a workbook that an earlier adoption made: only what the earlier one wrote is touched."""
