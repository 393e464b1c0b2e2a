"""A messy spreadsheet of stores: read, mapped, judged. Pure: bytes in, stores and findings out."""
