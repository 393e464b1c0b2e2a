"""The demonstration brand: a year of visits, made through the same doors as real ones."""
