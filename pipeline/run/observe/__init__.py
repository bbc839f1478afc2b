"""What a run leaves for those who look after it: logs and the last run."""
