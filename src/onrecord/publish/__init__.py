"""What a record shows: exports, tables for the terminal, checks."""
