"""What a fresh workbook takes over from an old one beside plain values, and what it leaves behind."""
