"""Text to tokens. As in XPath 1.0 section 3.7, with names split where an operator must stand ("1and1")."""

import re
from dataclasses import dataclass

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
_OPERATOR_NAME = re.compile(r"and|or|div|mod")
_OPERAND_ENDS = frozenset({")", "]", ".", ".."})


@dataclass(frozen=True, slots=True)
class Token:
    """`kind` is "number", "literal", "name", "operator", "symbol" or "end"; `at` the column from 1."""

    kind: str
    text: str
    at: int


def tokens(text: str) -> list[Token]:
    """Split an expression. Raises `SyntaxFault` at the first character that starts nothing."""
    found: list[Token] = []
    at = 0
    while at < len(text):
        token, at = _next(text, at, found)
        if token is not None:
            found.append(token)
    found.append(Token("end", "", len(text) + 1))
    return found


def _next(text: str, at: int, found: list[Token]) -> tuple[Token | None, int]:
    after_operand = bool(found) and _ends_operand(found[-1])
    if after_operand and (word := _OPERATOR_NAME.match(text, at)):
        return Token("operator", word.group(), at + 1), word.end()
    match = _TOKEN.match(text, at)
    if match is None:
        raise SyntaxFault(at + 1, text[at : at + 10])
    kind = match.lastgroup or ""
    if kind == "space":
        return None, match.end()
    value = match.group()
    if value == "*" and kind == "symbol":
        kind = "operator" if after_operand else "name"
    return Token(kind, value, at + 1), match.end()


def _ends_operand(token: Token) -> bool:
    return token.kind in {"number", "literal", "name"} or (token.kind == "symbol" and token.text in _OPERAND_ENDS)
