"""Frozen data classes that the layers hand to each other, and problems as codes. No input or output."""
