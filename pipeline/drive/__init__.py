"""Where files lie: what a run needs of a drive, the same for this machine's drives and for shares elsewhere."""
