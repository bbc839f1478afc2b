"""What ratings of others mean on our five steps."""
