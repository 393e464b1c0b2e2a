"""One module an insight: from what was gathered to the figures that are stored and told. Pure."""
