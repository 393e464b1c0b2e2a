"""Backups: one snapshot of the database, every photo that it names, the keys, and a manifest of digests."""
