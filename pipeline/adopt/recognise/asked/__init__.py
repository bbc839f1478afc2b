"""What is asked about a table beside its headers and words: rows that may be records, measures as actions."""
