"""Doors to places and to spreadsheets of stores."""
