"""From the bytes of a workbook to an Arrangement, every cell with its address."""
