"""Two editions side by side: which indicators are the same, on which scale they are compared, and what a change is made of."""
