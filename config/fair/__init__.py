"""The database of a small house: SQLite, its writers in line."""
