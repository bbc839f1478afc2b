"""The engine of Concord: read, validate, analyse, plan, write."""

__version__ = "0.1.0"
