"""What each button does, from the click to the message."""
