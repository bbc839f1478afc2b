"""What the analyses work on, free of files and of Excel."""
