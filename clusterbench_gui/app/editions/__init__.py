"""Editions as folders of data: reading them, and checking them for their authors."""
