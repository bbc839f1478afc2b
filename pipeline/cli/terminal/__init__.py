"""What people see on the terminal besides results: commands as they can type them, progress, columns, completion."""
