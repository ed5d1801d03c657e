"""Outliers and skewed indicators: `treat.treat` knows every rule and transformation by its name."""
