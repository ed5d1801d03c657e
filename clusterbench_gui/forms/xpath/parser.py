"""Tokens to a syntax tree, by recursive descent over the grammar of XPath 1.0."""

from functools import lru_cache

from clusterbench_gui.forms.limits import MOST_SIGNS
from clusterbench_gui.forms.xpath.lexer import Token, tokens
from clusterbench_gui.forms.xpath.syntax import (
    Axis,
    Binary,
    Call,
    Expression,
    Filter,
    Literal,
    Negation,
    Number,
    Path,
    Step,
    SyntaxFault,
    Test,
)

MAX_DEPTH = 120
_CACHED = 8192
_SHORT = 1000
_LEVELS = (("or",), ("and",), ("=", "!="), ("<", "<=", ">", ">="), ("+", "-"), ("*", "div", "mod"))
_BINDING = {operator: level for level, operators in enumerate(_LEVELS) for operator in operators}
_OPERATORS = frozenset({"symbol", "operator"})
_NODE_TYPES = frozenset({"node", "text", "comment", "processing-instruction"})
_ANY_NODE = Test("node")
_ALL_BELOW = Step(Axis.DESCENDANT_OR_SELF, _ANY_NODE)
_SELF = Step(Axis.SELF, _ANY_NODE)
_PARENT = Step(Axis.PARENT, _ANY_NODE)


def parse(text: str) -> Expression:
    """The syntax tree of an expression. Raises `SyntaxFault` with the column, also for what is too long or too deep."""
    if len(text) > MOST_SIGNS:
        raise SyntaxFault(MOST_SIGNS, text[MOST_SIGNS : MOST_SIGNS + 10])
    return _cached(text) if len(text) < _SHORT else _parsed(text)


def _parsed(text: str) -> Expression:
    parser = _Parser(text)
    try:
        expression = parser.expression()
    except RecursionError:
        raise parser.fault() from None
    parser.expect("end", "")
    return expression


_cached = lru_cache(maxsize=_CACHED)(_parsed)


class _Parser:
    def __init__(self, text: str) -> None:
        self._tokens = tokens(text)
        self._index = 0
        self._token = self._tokens[0]
        self._depth = 0

    def _peek(self, offset: int = 1) -> Token:
        return self._tokens[min(self._index + offset, len(self._tokens) - 1)]

    def _take(self) -> Token:
        token = self._token
        self._advance()
        return token

    def _advance(self, count: int = 1) -> None:
        self._index += count
        self._token = self._tokens[min(self._index, len(self._tokens) - 1)]

    def _is(self, *texts: str) -> bool:
        return self._token.text in texts and self._token.kind in _OPERATORS

    def fault(self) -> SyntaxFault:
        """What to raise where the token should not stand."""
        return SyntaxFault(self._token.at, self._token.text)

    def expect(self, kind: str, text: str) -> None:
        """Take the token or raise."""
        if self._token.kind != kind or self._token.text != text:
            raise self.fault()
        if kind != "end":
            self._advance()

    def expression(self) -> Expression:
        """A whole expression. Raises `SyntaxFault` where it is nested too deeply."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self.fault()
        found = self._binary(0)
        self._depth -= 1
        return found

    def _binary(self, least: int) -> Expression:
        """Operators that bind at least so tightly, all of them left-associative."""
        left = self._unary()
        while True:
            token = self._token
            level = _BINDING.get(token.text, -1) if token.kind in _OPERATORS else -1
            if level < least:
                return left
            self._take()
            left = Binary(token.text, left, self._binary(level + 1))

    def _unary(self) -> Expression:
        minus = 0
        while self._is("-"):
            self._take()
            minus += 1
        operand = self._union()
        if not minus:
            return operand
        return Negation(operand) if minus % 2 else Negation(Negation(operand))

    def _union(self) -> Expression:
        left = self._path()
        while self._is("|"):
            self._take()
            left = Binary("|", left, self._path())
        return left

    def _path(self) -> Expression:
        at = self._token.at
        if self._is("/", "//"):
            return self._absolute(at)
        if self._starts_primary():
            return self._filtered(at)
        return Path(False, None, self._steps(), at)

    def _absolute(self, at: int) -> Expression:
        deep = self._take().text == "//"
        if not deep and not self._starts_step():
            return Path(True, None, (), at)
        steps = self._steps()
        return Path(True, None, (_ALL_BELOW, *steps) if deep else steps, at)

    def _starts_primary(self) -> bool:
        token = self._token
        if token.kind in {"number", "literal"} or self._is("("):
            return True
        return token.kind == "name" and self._peek().text == "(" and token.text not in _NODE_TYPES

    def _starts_step(self) -> bool:
        return self._token.kind == "name" or self._is(".", "..", "@")

    def _filtered(self, at: int) -> Expression:
        primary = self._primary()
        predicates = self._predicates()
        if predicates:
            primary = Filter(primary, predicates)
        if not self._is("/", "//"):
            return primary
        deep = self._take().text == "//"
        steps = self._steps()
        return Path(False, primary, (_ALL_BELOW, *steps) if deep else steps, at)

    def _primary(self) -> Expression:
        token = self._take()
        if token.kind == "number":
            return Number(float(token.text))
        if token.kind == "literal":
            return Literal(token.text[1:-1])
        if token.text == "(":
            inner = self.expression()
            self.expect("symbol", ")")
            return inner
        return Call(token.text, self._arguments(), token.at)

    def _arguments(self) -> tuple[Expression, ...]:
        self.expect("symbol", "(")
        found: list[Expression] = []
        if not self._is(")"):
            found.append(self.expression())
            while self._is(","):
                self._take()
                found.append(self.expression())
        self.expect("symbol", ")")
        return tuple(found)

    def _predicates(self) -> tuple[Expression, ...]:
        found: list[Expression] = []
        while self._is("["):
            self._take()
            found.append(self.expression())
            self.expect("symbol", "]")
        return tuple(found)

    def _steps(self) -> tuple[Step, ...]:
        steps = [self._step()]
        while self._is("/", "//"):
            if self._take().text == "//":
                steps.append(_ALL_BELOW)
            steps.append(self._step())
        return tuple(steps)

    def _step(self) -> Step:
        if self._is("."):
            self._take()
            return self._with_predicates(_SELF)
        if self._is(".."):
            self._take()
            return self._with_predicates(_PARENT)
        axis = self._axis()
        return self._with_predicates(Step(axis, self._test()))

    def _with_predicates(self, step: Step) -> Step:
        predicates = self._predicates()
        return Step(step.axis, step.test, predicates) if predicates else step

    def _axis(self) -> Axis:
        if self._is("@"):
            self._take()
            return Axis.ATTRIBUTE
        if self._token.kind == "name" and self._peek().text == "::":
            try:
                axis = Axis(self._token.text)
            except ValueError:
                raise self.fault() from None
            self._advance(2)
            return axis
        return Axis.CHILD

    def _test(self) -> Test:
        if self._token.kind != "name":
            raise self.fault()
        name = self._take().text
        if self._is("("):
            if name not in _NODE_TYPES:
                raise self.fault()
            self._take()
            target = self._take().text[1:-1] if self._token.kind == "literal" else ""
            self.expect("symbol", ")")
            return Test(name, target)
        prefix, _, local = name.rpartition(":")
        return Test("name", local, prefix)
