"""Tests of what is recognised in the tables of others."""
