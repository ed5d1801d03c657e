"""Tokens to a syntax tree, by recursive descent over the grammar of XPath 1.0."""

from functools import lru_cache

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
_LEVELS = (("or",), ("and",), ("=", "!="), ("<", "<=", ">", ">="), ("+", "-"), ("*", "div", "mod"))
_BINDING = {operator: level for level, operators in enumerate(_LEVELS) for operator in operators}
_NODE_TYPES = frozenset({"node", "text", "comment", "processing-instruction"})
_ANY_NODE = Test("node")
_ALL_BELOW = Step(Axis.DESCENDANT_OR_SELF, _ANY_NODE)
_SELF = Step(Axis.SELF, _ANY_NODE)
_PARENT = Step(Axis.PARENT, _ANY_NODE)
_OPERATORS = frozenset({"symbol", "operator"})
_CONSTANTS = frozenset({"number", "literal"})
_SLASHES = frozenset({"/", "//"})
_STEP_SIGNS = frozenset({".", "..", "@"})
_AFTER_AXIS = frozenset({"::", "("})


@lru_cache(maxsize=_CACHED)
def parse(text: str) -> Expression:
    """The syntax tree of an expression. Raises `SyntaxFault` with the column."""
    parser = _Parser(text)
    expression = parser.expression()
    parser.expect("end", "")
    return expression


@lru_cache(maxsize=_CACHED)
def _child(name: str) -> Step:
    """The step to a child, one for all expressions."""
    prefix, _, local = name.rpartition(":")
    return Step(Axis.CHILD, Test("name", local, prefix))


@lru_cache(maxsize=_CACHED)
def _children(text: str) -> tuple[Step, ...]:
    """The steps of names with slashes before them."""
    return tuple(_child(name) for name in text[1:].split("/"))


class _Parser:
    def __init__(self, text: str) -> None:
        self._tokens = tokens(text)
        self._index = 0
        self._token = self._tokens[0]
        self._depth = 0

    def _peek(self) -> Token:
        return self._tokens[min(self._index + 1, len(self._tokens) - 1)]

    def _take(self) -> Token:
        token = self._token
        self._advance()
        return token

    def _advance(self, count: int = 1) -> None:
        self._index = min(self._index + count, len(self._tokens) - 1)
        self._token = self._tokens[self._index]

    def _fault(self) -> SyntaxFault:
        return SyntaxFault(self._token.at, self._token.text)

    def expect(self, kind: str, text: str) -> None:
        """Take the token or raise."""
        if self._token.kind != kind or self._token.text != text:
            raise self._fault()
        self._advance()

    def expression(self) -> Expression:
        """A whole expression. Raises `SyntaxFault` where it is nested too deeply."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self._fault()
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
            self._advance()
            left = Binary(token.text, left, self._binary(level + 1))

    def _unary(self) -> Expression:
        minus = 0
        while self._token.text == "-":
            self._advance()
            minus += 1
        operand = self._union()
        if not minus:
            return operand
        return Negation(operand) if minus % 2 else Negation(Negation(operand))

    def _union(self) -> Expression:
        left = self._path()
        while self._token.text == "|":
            self._advance()
            left = Binary("|", left, self._path())
        return left

    def _path(self) -> Expression:
        token = self._token
        if token.kind == "steps" or token.text in _SLASHES:
            return self._absolute(token)
        if self._starts_primary(token):
            return self._filtered(token.at)
        return Path(False, None, (self._step(), *self._more_steps()), token.at)

    def _absolute(self, token: Token) -> Expression:
        if token.text == "/" and not self._is_step_after():
            self._advance()
            return Path(True, None, (), token.at)
        return Path(True, None, self._more_steps(), token.at)

    def _is_step_after(self) -> bool:
        following = self._peek()
        return following.kind == "name" or following.text in _STEP_SIGNS

    def _starts_primary(self, token: Token) -> bool:
        if token.kind in _CONSTANTS or token.text == "(":
            return True
        return token.kind == "name" and self._peek().text == "(" and token.text not in _NODE_TYPES

    def _filtered(self, at: int) -> Expression:
        primary = self._primary()
        if self._token.text == "[":
            primary = Filter(primary, self._predicates())
        steps = self._more_steps()
        return Path(False, primary, steps, at) if steps else primary

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
        if self._token.text != ")":
            found.append(self.expression())
            while self._token.text == ",":
                self._advance()
                found.append(self.expression())
        self.expect("symbol", ")")
        return tuple(found)

    def _predicates(self) -> tuple[Expression, ...]:
        found: list[Expression] = []
        while self._token.text == "[":
            self._advance()
            found.append(self.expression())
            self.expect("symbol", "]")
        return tuple(found)

    def _more_steps(self) -> tuple[Step, ...]:
        """Steps as long as slashes follow."""
        if self._token.kind == "steps":
            steps = _children(self._take().text)
            if self._token.text != "[" and self._token.text not in _SLASHES and self._token.kind != "steps":
                return steps  # the usual case: one tuple that all expressions share
            found = [*steps[:-1], self._with_predicates(steps[-1])]
        else:
            found = []
        while True:
            if self._token.kind == "steps":
                *names, last = _children(self._take().text)
                found += [*names, self._with_predicates(last)]
            elif self._token.text in _SLASHES:
                if self._take().text == "//":
                    found.append(_ALL_BELOW)
                found.append(self._step())
            else:
                return tuple(found)

    def _step(self) -> Step:
        token = self._token
        if token.text == ".":
            self._advance()
            return self._with_predicates(_SELF)
        if token.text == "..":
            self._advance()
            return self._with_predicates(_PARENT)
        if token.kind == "name" and self._peek().text not in _AFTER_AXIS:
            self._advance()
            return self._with_predicates(_child(token.text))
        axis = self._axis()
        return self._with_predicates(Step(axis, self._test()))

    def _with_predicates(self, step: Step) -> Step:
        return Step(step.axis, step.test, self._predicates()) if self._token.text == "[" else step

    def _axis(self) -> Axis:
        if self._token.text == "@":
            self._advance()
            return Axis.ATTRIBUTE
        if self._token.kind == "name" and self._peek().text == "::":
            try:
                axis = Axis(self._token.text)
            except ValueError:
                raise self._fault() from None
            self._advance(2)
            return axis
        return Axis.CHILD

    def _test(self) -> Test:
        if self._token.kind != "name":
            raise self._fault()
        name = self._take().text
        if self._token.text == "(":
            if name not in _NODE_TYPES:
                raise self._fault()
            self._advance()
            target = self._take().text[1:-1] if self._token.kind == "literal" else ""
            self.expect("symbol", ")")
            return Test(name, target)
        prefix, _, local = name.rpartition(":")
        return Test("name", local, prefix)
