"""Tests of copies for the parties and for other readers."""
