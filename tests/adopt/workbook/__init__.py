"""Tests of the workbook that is built from the files of others."""
