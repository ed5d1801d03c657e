"""Text that every file can hold: what neither UTF-8 nor XML 1.0 knows comes in by paste, and must not stop a save."""

import re

_BREAKS = re.compile("[\x0b\x0c]")
_UNKNOWN = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_PLAIN = re.compile(f"{_BREAKS.pattern}|{_UNKNOWN.pattern}")
REPLACEMENT = "\ufffd"


def plain(text: str) -> str:
    """`text` with word processors' line breaks as line breaks, and a visible mark where a character cannot be kept."""
    return _UNKNOWN.sub(REPLACEMENT, _BREAKS.sub("\n", text))


def is_plain(text: str) -> bool:
    """Whether `plain` would leave the text as it is."""
    return _NOT_PLAIN.search(text) is None
