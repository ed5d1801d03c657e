"""Names and labels that statistical programs take: short, plain, and still told apart."""

import re
from collections.abc import Iterable

_STRANGE = re.compile(r"[^A-Za-z0-9_]+")
_POLISH = str.maketrans("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "acelnoszzACELNOSZZ")
_RESERVED = frozenset(
    # SPSS (Command Syntax Reference, "Variable Names") and Stata ([U] 11.3 "Naming conventions")
    "all and by eq ge gt le lt ne not or to with byte double float if in int long strl using alias".split()  # noqa: SIM905
)
_STRING_TYPE = re.compile(r"str[0-9]+")


def short_names(names: Iterable[str], longest: int) -> list[str]:
    """A name for each, of letters without marks, digits and `_`, beginning with a letter, apart from each other in any case."""
    return apart(map(_plain, names), longest)


def apart(names: Iterable[str], longest: int, taken: Iterable[str] = ()) -> list[str]:
    """Each name within so many characters, and none twice in any case: numbers tell apart what would be equal."""
    known = {one.casefold() for one in taken}
    made: list[str] = []
    for name in names:
        found, number = name[:longest], 1
        while found.casefold() in known:
            number += 1
            found = f"{name[: longest - len(str(number)) - 1]}_{number}"
        known.add(found.casefold())
        made.append(found)
    return made


def _plain(name: str) -> str:
    plain = _STRANGE.sub("_", name.translate(_POLISH)).strip("_")
    if not plain or not plain[0].isalpha():
        plain = f"v_{plain}".rstrip("_")
    is_reserved = plain.casefold() in _RESERVED or _STRING_TYPE.fullmatch(plain.casefold())
    return f"{plain}_" if is_reserved else plain


def cut_bytes(text: str, longest: int) -> str:
    """The text within so many bytes of UTF-8, with three dots where it was longer; line ends are spaces."""
    line = " ".join(text.split())
    if len(line.encode()) <= longest:
        return line
    return line.encode()[: longest - len("…".encode())].decode(errors="ignore") + "…"


def cut(text: str, longest: int) -> str:
    """The text within so many characters, likewise."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
