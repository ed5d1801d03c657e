"""What the data say about a model: distributions, correlations, reliability, components. Pure functions on arrays."""
