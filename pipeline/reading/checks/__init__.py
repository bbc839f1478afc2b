"""Checks of whole tables once their cells are read: ids, columns, pandera's constraints."""
