"""The store: a record is a folder with one SQLite file that can be read while it is written."""
