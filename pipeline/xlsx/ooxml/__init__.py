"""The parts of a package: archive, relations, references, cells, styles, strings."""
