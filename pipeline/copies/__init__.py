"""Apart, then together: a copy for each party, what comes back joined, and reduced copies for other readers."""
