"""How far scores and places depend on choices: many runs, extremes over all weights, and which choice matters most."""
