"""Where cells come from: a file, or a workbook open in Excel; both look alike from here on."""
