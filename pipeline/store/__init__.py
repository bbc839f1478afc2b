"""What Concord remembers on this machine: what it has seen, back-ups, history."""
