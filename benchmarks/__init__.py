"""Speed as ratios on the same work in the same run; nothing here is a test."""
