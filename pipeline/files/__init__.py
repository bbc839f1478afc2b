"""Files wherever they lie: read, lock, replace whole or not at all, the same for local drives and shares."""
