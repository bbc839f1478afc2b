"""Tests of reading the files of others."""
