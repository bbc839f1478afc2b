"""The tests."""

import os

# Packages here are our own: openpyxl reads them with the parser written in C, in a seventh less time, where defusedxml
# would put one written in Python in its place. It asks when it is imported.
os.environ["OPENPYXL_DEFUSEDXML"] = "False"
