"""Whether a package is one that Excel opens without repair."""
