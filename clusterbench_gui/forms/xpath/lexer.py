"""Text to tokens. As in XPath 1.0 section 3.7, with names split where an operator must stand ("1and1")."""

import re
from typing import NamedTuple

from clusterbench_gui.forms.xpath.syntax import SyntaxFault

_NAME = r"[^\W\d][\w.\-·]*"
_TOKEN = re.compile(
    rf"""(?P<space>\s+)
    |(?P<number>\d+(?:\.\d*)?|\.\d+)
    |(?P<literal>"[^"]*"|'[^']*')
    |(?P<symbol>\.\.|::|//|!=|<=|>=|[()\[\].@,/|+\-=<>*])
    |(?P<name>(?:{_NAME}:(?!:))?(?:{_NAME}|(?<=:)\*))""",
    re.VERBOSE,
)
_OPERATOR_NAME = re.compile(r"(?P<operator>and|or|div|mod)")
_OPERANDS = frozenset({"number", "literal", "name"})
_OPERAND_ENDS = frozenset({")", "]", ".", ".."})


class Token(NamedTuple):
    """`kind` is "number", "literal", "name", "operator", "symbol" or "end"; `at` the column from 1."""

    kind: str
    text: str
    at: int


def tokens(text: str) -> list[Token]:
    """Split an expression. Raises `SyntaxFault` at the first character that starts nothing."""
    found: list[Token] = []
    after_operand = False
    at, end = 0, len(text)
    while at < end:
        match = (after_operand and _OPERATOR_NAME.match(text, at)) or _TOKEN.match(text, at)
        if not match:
            raise SyntaxFault(at + 1, text[at : at + 10])
        kind = match.lastgroup or ""
        if kind != "space":
            value = match.group()
            if value == "*" and kind == "symbol":
                kind = "operator" if after_operand else "name"
            found.append(Token(kind, value, at + 1))
            after_operand = kind in _OPERANDS or (kind == "symbol" and value in _OPERAND_ENDS)
        at = match.end()
    found.append(Token("end", "", end + 1))
    return found
