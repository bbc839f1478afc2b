"""What a run holds and remembers: lease, unchanged workbooks, history, back-ups put back."""
