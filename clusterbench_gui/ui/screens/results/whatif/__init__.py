"""What if: weights, methods and targets tried out by hand, with the ranking moving under them."""
