"""The screens: each a view-model without widgets and a view without decisions. Screens do not know each other."""
