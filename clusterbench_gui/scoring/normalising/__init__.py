"""Indicators on a common scale: `methods.normalise` knows every method by its name."""
