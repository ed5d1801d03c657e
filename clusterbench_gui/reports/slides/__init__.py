"""Slides of the general results, to be shown on a wall."""
