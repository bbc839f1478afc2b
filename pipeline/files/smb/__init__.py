"""Shares of other machines, reached by their address (smb://server/share/folder) without being mounted."""
