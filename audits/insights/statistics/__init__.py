"""The formulas of the insights: arrays in, estimates out. Pure: NumPy, SciPy and statsmodels, no framework.

All intervals have 95 % confidence, all tests are two-sided, unless a function says otherwise.
"""
