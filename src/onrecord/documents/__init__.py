"""From files to documents: bytes to frozen text, with what the file and its metadata say about it."""
