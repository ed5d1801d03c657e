"""Marks texts for the catalogue."""


def _(message: str) -> str:
    """Mark a text for the catalogue; it is translated where it is used."""
    return message
