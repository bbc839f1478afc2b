"""Tests of what people see on the terminal besides results."""
