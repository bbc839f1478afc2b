"""What is particular to matrices: those that lie on their side, and what is asked about roles."""
