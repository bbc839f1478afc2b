"""Tests of what is adopted from the files of others."""
