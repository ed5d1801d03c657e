"""Interviews: the list of clusters with the state of their interviews."""
