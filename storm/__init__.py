"""The storm: many phones, every fault at once, and a reader who trusts nobody afterwards."""
