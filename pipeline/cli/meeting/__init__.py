"""Commands for meetings of the parties."""
