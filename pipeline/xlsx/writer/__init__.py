"""The part-level writer: an .xlsx package in which only our tables change."""
