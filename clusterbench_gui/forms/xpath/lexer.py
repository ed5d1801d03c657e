"""Text to tokens. As in XPath 1.0 section 3.7, with names split where an operator must stand ("1and1")."""

import re
from typing import NamedTuple

from clusterbench_gui.forms.xpath.syntax import SyntaxFault

_NAME = r"[^\W\d][\w.\-·]*+"
_TOKEN = re.compile(
    rf"""\s*+(?:(?P<steps>(?:/{_NAME}(?!\s*[:(]))+)
    |(?P<name>(?:{_NAME}:(?!:))?(?:{_NAME}|\*))
    |(?P<symbol>\.\.|::|//|!=|<=|>=|[()\[\]@,/|+\-=<>]|\.(?!\d))
    |(?P<literal>"[^"]*"|'[^']*')
    |(?P<number>\d+(?:\.\d*)?|\.\d+)
    |(?P<end>\Z))""",
    re.VERBOSE,
)
_OPERATOR = re.compile(r"\s*+(?P<operator>and|or|div|mod|\*)")
_AFTER_OPERAND = frozenset({"number", "literal", "name", "steps"})
_OPERAND_ENDS = frozenset({")", "]", ".", ".."})


class Token(NamedTuple):
    """`kind` is "number", "literal", "name", "steps", "operator", "symbol" or "end"; `at` the column from 1.

    "steps" are names with a slash before each, as most paths of a form are: `/data/firm/name`.
    """

    kind: str
    text: str
    at: int


def tokens(text: str) -> list[Token]:
    """Split an expression. Raises `SyntaxFault` at the first character that starts nothing."""
    found: list[Token] = []
    after_operand = False
    at = 0
    kind = ""
    while kind != "end":
        match = _TOKEN.match(text, at)
        if match is None:
            at += len(text[at:]) - len(text[at:].lstrip())
            raise SyntaxFault(at + 1, text[at : at + 10])
        kind = match.lastgroup or ""
        if after_operand and kind == "name" and (operator := _OPERATOR.match(text, at)):
            match, kind = operator, "operator"
        value = match[kind]
        at = match.end()
        found.append(Token(kind, value, at - len(value) + 1))
        after_operand = kind in _AFTER_OPERAND or value in _OPERAND_ENDS
    return found
