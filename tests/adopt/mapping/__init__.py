"""Tests of what is asked, and of the answers."""
