"""From the bytes of a workbook to an arrangement, with every cell's address kept."""
