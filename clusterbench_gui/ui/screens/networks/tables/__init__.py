"""The tables of a network, as they are typed."""
