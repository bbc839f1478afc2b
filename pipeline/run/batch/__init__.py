"""Many workbooks: found, grouped, handed to workers, reported; one bad workbook costs only itself."""
