"""Made-up tables of others in layouts of their own, each with the truth beside: what `benchmarks.adopt` measures."""
