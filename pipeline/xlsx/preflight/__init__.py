"""Is a stranger's file safe and sound to open?"""
