"""Expressions that go wrong, for mutations of forms."""

import re
from random import Random

_WORD = re.compile(r"[\w.:-]+|\s+|.", re.DOTALL)


def hostile(chance: Random, paths: list[str]) -> str:
    """An expression, or what stands where one is wanted."""
    one, other, many = chance.choice(paths), chance.choice(paths), chance.choice((3, 30, 300, 3000))
    return chance.choice(
        (
            "(" * many + one + ")" * many,
            "not(" * many + one + ")" * many,
            "-" * many + "1",
            f"{one} + " * many + "1",
            f"{one}" + "/.." * many,
            f"{one}" + "[1]" * many,
            f"{one}[{one}[" * (many // 30 + 1) + "1" + "]]" * (many // 30 + 1),
            "if(" * many + one,
            f"concat({one}, {other}, {one})",
            f"concat({', '.join([one] * many)})",
            f"{one} | " * many + other,
            f"count(//*[count(//*[count(//*) > {many}]) > 1])",
            "count(" + "//*[" * (many // 100 + 2) + "1" + "]" * (many // 100 + 2) + ")",
            f"count({one}) + 1",
            f"sum({one}) + 1",
            f"regex({one}, '(a+)+$')",
            "regex('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', '(a|a)*(a|a)*$')",
            "regex('x', '" + "(" * many + "x" + ")" * many + "')",
            f"regex({one}, '[')",
            f"substr({one}, {one}, 'x')",
            f"selected-at({one}, 1 div 0)",
            f"uuid({10 ** chance.randrange(12)})",
            f"pow({one}, 10 * 100000)",
            f"round({one}, {10 ** chance.randrange(12)})",
            f"format-date({one}, '%Y-%{chr(chance.randrange(33, 300))}')",
            f"date({10 ** chance.randrange(18)})",
            f"date-time('{chance.randrange(99999)}-13-45T25:61')",
            "9" * many,
            f"'{'y' * many}'",
            f"randomize({one}, {other})",
            f"jr:choice-name({one}, '{other}')",
            f"jr:itext({one})",
            f"indexed-repeat({one}, {other}, {many})",
            f"pulldata('a', 'b', 'c', {one})",
            f"position({one}/..)",
            f"instance({one})/root/item[name = {other}]",
            f"digest({one}, {other}, 'hex')",
            f"area({one}) + distance({other})",
            f"weighted-checklist(1, 2, {one}, {other})",
            f"geofence({one}, '1 2; 1e999 2; nan inf')",
            f"decimal-time({one}) + decimal-date-time({other})",
            "\x00",
            "$" + "{" + "x" * many,
            "ą∑𐍈" * many,
            one,
            other,
            str(10 ** chance.randrange(20)),
            f"-{many}",
            "true()",
            "",
        )
    )


def broken(text: str, chance: Random) -> str:
    """A text with words taken out, doubled or exchanged."""
    words = _WORD.findall(text) or [""]
    at = chance.randrange(len(words))
    words[at : at + chance.randint(0, 2)] = chance.choice(([], [words[at]] * 3, ["["], [")"], [chance.choice(words)]))
    return "".join(words)
