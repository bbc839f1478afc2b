"""Which columns of a budget are how many, at which price, for how long, and what they cost together."""
