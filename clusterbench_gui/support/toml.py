"""Where a TOML file is wrong."""

import re
import tomllib

_AT_LINE = re.compile(r"at line (\d+)")


def row_of(error: tomllib.TOMLDecodeError | UnicodeDecodeError) -> int | None:
    """The line that a fault is on, as far as it says so."""
    found = _AT_LINE.search(str(error))
    return int(found[1]) if found else None
