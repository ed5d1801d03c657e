"""Strings: XPath 1.0 section 4.2, ODK XForms specification "String functions", JavaRosa's XPathFuncExpr."""

import math
import re
import uuid
import warnings
from functools import lru_cache

from clusterbench_gui.forms.limits import MOST_LETTERS
from clusterbench_gui.forms.patterns import is_slow
from clusterbench_gui.forms.xpath.automata import Automaton, UnsupportedError
from clusterbench_gui.forms.xpath.context import Context, EvaluationError
from clusterbench_gui.forms.xpath.functions.table import Function, Table
from clusterbench_gui.forms.xpath.values import Value, to_string

_BRIEF = 20
_LONG = 500
"""Texts so short that any pattern may be tried, and so long that even harmless ones may be slow."""
_PER_VISIT = 4
"""So many letters are made in the time of visiting a node."""
_BLANKS = re.compile(r"[ \t\r\n]+")
_JAVA_ONLY = (("\\p{L}", r"[^\W\d_]"), ("\\p{N}", r"\d"), ("\\p{Lu}", "[A-ZĄĆĘŁŃÓŚŹŻ]"))
_LETTERS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LONGEST = 10_000
_PATTERNS = 512


def texts(context: Context, values: tuple[Value, ...]) -> list[str]:
    """The string values of all arguments; a node-set gives one per node."""
    found: list[str] = []
    for value in values:
        if isinstance(value, list):
            found += [context.env.read(node) for node in value]
        else:
            found.append(to_string(value, context.env))
    return found


def _text(context: Context, value: Value | None = None) -> str:
    """`string(value)`: the value as text. Source: XPath 1.0, 4.2."""
    return context.own_text("string") if value is None else to_string(value, context.env)


def _concat(context: Context, *values: Value) -> str:
    """`concat(text, …)`: the texts one after the other, all rows of a repeat included. Source: XPath 1.0, 4.2."""
    return _joined(context, "", texts(context, values))


def _join(context: Context, separator: str, *values: Value) -> str:
    """`join(separator, text, …)`: as concat, with a separator between. Source: ODK XForms, String functions."""
    return _joined(context, separator, texts(context, values))


def _joined(context: Context, separator: str, parts: list[str]) -> str:
    _bounded(context, sum(map(len, parts)) + len(separator) * len(parts))
    return separator.join(parts)


def _bounded(context: Context, letters: float) -> None:
    """A text of so many letters will be made: calculations that double each other's text would fill the memory."""
    if not letters <= MOST_LETTERS:
        code = "text-too-long"
        raise EvaluationError(code)
    context.env.spend(int(letters) // _PER_VISIT)


def _contains(_context: Context, text: str, part: str) -> bool:
    """`contains(text, part)`: whether the part occurs in the text. Source: XPath 1.0, 4.2."""
    return part in text


def _starts_with(_context: Context, text: str, part: str) -> bool:
    """`starts-with(text, part)`: whether the text begins so. Source: XPath 1.0, 4.2."""
    return text.startswith(part)


def _ends_with(_context: Context, text: str, part: str) -> bool:
    """`ends-with(text, part)`: whether the text ends so. Source: ODK XForms, String functions."""
    return text.endswith(part)


def _before(_context: Context, text: str, part: str) -> str:
    """`substring-before(text, part)`: what stands before the part; nothing where it does not occur.

    Source: XPath 1.0, 4.2.
    """
    return text.partition(part)[0] if part and part in text else ""


def _after(_context: Context, text: str, part: str) -> str:
    """`substring-after(text, part)`: what stands after the part; nothing where it does not occur.

    Source: XPath 1.0, 4.2.
    """
    return text.partition(part)[2] if part else text


def _substring(_context: Context, text: str, start: float, length: float | None = None) -> str:
    """`substring(text, start, length)`: so many letters from a place on, counted from 1. Source: XPath 1.0, 4.2."""
    first = _rounded(start)
    end = math.inf if length is None else first + _rounded(length)
    return "".join(letter for index, letter in enumerate(text, start=1) if first <= index < end)


def _rounded(value: float) -> float:
    return float(math.floor(value + 0.5)) if math.isfinite(value) else value


def _substr(_context: Context, text: str, start: float, end: float | None = None) -> str:
    """`substr(text, start, end)`: the letters from start up to but not including end, counted from 0.

    A negative place counts from the end. Source: JavaRosa XPathFuncExpr.substring.
    """
    size = len(text)
    places = [
        0 if math.isnan(one) else int(max(-size, min(size, one))) for one in (start, size if end is None else end)
    ]
    first, last = (size + one if one < 0 else one for one in places)
    return text[first:last]


def _length(context: Context, value: str | None = None) -> float:
    """`string-length(text)`: the number of letters. Source: XPath 1.0, 4.2."""
    return float(len(context.own_text("string-length") if value is None else value))


def _normalised(context: Context, value: str | None = None) -> str:
    """`normalize-space(text)`: the text with single blanks, and none around it. Source: XPath 1.0, 4.2."""
    return _BLANKS.sub(" ", context.own_text("normalize-space") if value is None else value).strip(" ")


def _translate(_context: Context, text: str, old: str, new: str) -> str:
    """`translate(text, from, to)`: letters of the second text replaced by those of the third, or dropped.

    Source: XPath 1.0, 4.2.
    """
    table: dict[int, str | None] = {}
    for index, letter in enumerate(old):
        table.setdefault(ord(letter), new[index] if index < len(new) else None)
    return text.translate(table)


def _regex(context: Context, text: str, pattern: str) -> bool:
    """`regex(text, pattern)`: whether the whole text matches a regular expression, in plain documents any part of it.

    A pattern that may take for ever is run as an automaton, which gives the same; one that cannot be is for short texts only.
    Source: JavaRosa XPathFuncExpr.regex, java.util.regex.
    """
    try:
        compiled = _compiled(pattern)
        slow = len(text) > _LONG or (len(text) > _BRIEF and is_slow(compiled.pattern))
        if not slow or not context.env.javarosa:
            return (compiled.fullmatch(text) if context.env.javarosa else compiled.search(text)) is not None
        automaton = _automaton(compiled.pattern)
        if automaton is None and not is_slow(compiled.pattern):
            return compiled.fullmatch(text) is not None
    except re.error:
        automaton = None
    if automaton is None:
        code = "bad-pattern"
        raise EvaluationError(code, pattern)
    context.env.spend(len(text) * automaton.size)
    return automaton.matches(text)


@lru_cache(maxsize=64)
def _automaton(pattern: str) -> Automaton | None:
    try:
        return Automaton(pattern)
    except UnsupportedError:
        return None


@lru_cache(maxsize=_PATTERNS)
def _compiled(pattern: str) -> re.Pattern[str]:
    for java, python in _JAVA_ONLY:
        pattern = pattern.replace(java, python)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of signs that a later Python may read in another way
        return re.compile(pattern)


def _uuid(context: Context, length: float | None = None) -> str:
    """`uuid(length)`: a random UUID, or so many random letters and figures. Source: ODK XForms, XPath functions."""
    if length is None:
        return str(uuid.UUID(int=context.env.random.getrandbits(128), version=4))
    if not length <= _LONGEST:
        code = "wrong-arguments"
        raise EvaluationError(code, "uuid")
    return "".join(context.env.random.choice(_LETTERS) for _ in range(int(max(length, 0))))


def _itext(context: Context, name: str) -> Value:
    """`jr:itext(id)`: a text of the form in the current language; `[itext:id]` where there is none, in interviews.

    Source: JavaRosa XPathFuncExpr, FormDef.
    """
    found = context.env.itext(name)
    return found if found is not None else f"[itext:{name}]" if context.env.javarosa else ""


def _choice_name(context: Context, value: str, path: str) -> str:
    """`jr:choice-name(answer, 'question')`: the label of a choice in the current language.

    Source: ODK XForms, XPath functions.
    """
    return context.env.choice_name(value, path, context.current)


def _property(context: Context, name: str) -> str:
    """`property(name)`: what is known of the device or the form; here only "version". Source: JavaRosa XPathFuncExpr."""
    return context.env.property(name)


def _version(context: Context) -> str:
    """`version()`: the version of the form. Source: JavaRosa XPathFuncExpr."""
    return context.env.property("version")


TABLE: Table = {
    "string": Function(_text, "v", 0),
    "concat": Function(_concat, "v", 0, repeats=True),
    "join": Function(_join, "sv", 1, repeats=True),
    "contains": Function(_contains, "ss"),
    "starts-with": Function(_starts_with, "ss"),
    "ends-with": Function(_ends_with, "ss"),
    "substring-before": Function(_before, "ss"),
    "substring-after": Function(_after, "ss"),
    "substring": Function(_substring, "snn", 2),
    "substr": Function(_substr, "snn", 2),
    "string-length": Function(_length, "s", 0),
    "normalize-space": Function(_normalised, "s", 0),
    "translate": Function(_translate, "sss"),
    "regex": Function(_regex, "ss"),
    "uuid": Function(_uuid, "n", 0),
    "jr:itext": Function(_itext, "s"),
    "jr:choice-name": Function(_choice_name, "ss"),
    "property": Function(_property, "s"),
    "version": Function(_version),
}
