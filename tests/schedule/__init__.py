"""Schedules: texts for four systems, programs that stand in for theirs, and real ones where they are."""
