"""What was recognised as people correct it, and as machines read it."""
