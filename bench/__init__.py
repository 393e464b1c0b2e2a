"""Measures Encore, each figure beside its floor in the same run: `python -m bench [--quick] [--only NAME]`."""
