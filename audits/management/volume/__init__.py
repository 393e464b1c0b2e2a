"""A volume of stores and visits, as large as one likes: for measuring, and for trying screens at full size."""
