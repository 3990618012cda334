"""The reader: one small multilingual model that finds mentions, events and reported speech."""
