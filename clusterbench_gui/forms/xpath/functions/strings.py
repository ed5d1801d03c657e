"""Strings: XPath 1.0 section 4.2, ODK XForms specification "String functions", JavaRosa's XPathFuncExpr."""

import base64
import binascii
import hashlib
import math
import re
import uuid

from clusterbench_gui.forms.xpath.context import Context, EvaluationError
from clusterbench_gui.forms.xpath.functions.table import Function, Table
from clusterbench_gui.forms.xpath.values import Value, to_string

_BLANKS = re.compile(r"[ \t\r\n]+")
_HASHES = {"MD5": "md5", "SHA-1": "sha1", "SHA-256": "sha256", "SHA-384": "sha384", "SHA-512": "sha512"}
_JAVA_ONLY = (("\\p{L}", r"[^\W\d_]"), ("\\p{N}", r"\d"), ("\\p{Lu}", "[A-ZĄĆĘŁŃÓŚŹŻ]"))


def texts(context: Context, values: tuple[Value, ...]) -> list[str]:
    """The string values of all arguments; a node-set gives one per node."""
    found: list[str] = []
    for value in values:
        if isinstance(value, list):
            found += [context.env.read(node) for node in value]
        else:
            found.append(to_string(value, context.env))
    return found


def _concat(context: Context, *values: Value) -> str:
    """`concat(…)`: any number of arguments, node-sets whole."""
    return "".join(texts(context, values))


def _join(context: Context, separator: str, *values: Value) -> str:
    """`join(separator, …)`: as concat, with a separator."""
    return separator.join(texts(context, values))


def _substring(_context: Context, text: str, start: float, length: float | None = None) -> str:
    """`substring(text, start, length)`: from 1, rounding as XPath 1.0 says."""
    first = _rounded(start)
    end = math.inf if length is None else first + _rounded(length)
    return "".join(letter for index, letter in enumerate(text, start=1) if first <= index < end)


def _rounded(value: float) -> float:
    return float(math.floor(value + 0.5)) if math.isfinite(value) else value


def _substr(_context: Context, text: str, start: float, end: float | None = None) -> str:
    """`substr(text, start, end)`: from 0, negative counts from the end (JavaRosa)."""
    first = int(start)
    last = len(text) if end is None else int(end)
    size = len(text)
    first = max(0, size + first) if first < 0 else first
    last = max(0, size + last) if last < 0 else last
    return text[first:last]


def _translate(_context: Context, text: str, old: str, new: str) -> str:
    """`translate(text, from, to)`: letter by letter; those without a partner are removed."""
    table: dict[int, str | None] = {}
    for index, letter in enumerate(old):
        table.setdefault(ord(letter), new[index] if index < len(new) else None)
    return text.translate(table)


def _regex(_context: Context, text: str, pattern: str) -> bool:
    """`regex(text, pattern)`: whether the whole text matches (JavaRosa: java.util.regex)."""
    for java, python in _JAVA_ONLY:
        pattern = pattern.replace(java, python)
    try:
        return re.fullmatch(pattern, text) is not None
    except re.error:
        code = "bad-pattern"
        raise EvaluationError(code, pattern) from None


def _digest(_context: Context, text: str, algorithm: str, encoding: str = "base64") -> str:
    """`digest(text, algorithm, encoding)`: MD5, SHA-1, SHA-256, SHA-384, SHA-512; base64 or hex."""
    name = _HASHES.get(algorithm.upper())
    if name is None or encoding.lower() not in ("base64", "hex"):
        code = "wrong-arguments"
        raise EvaluationError(code, "digest")
    made = hashlib.new(name, text.encode(), usedforsecurity=False).digest()
    return made.hex() if encoding.lower() == "hex" else base64.b64encode(made).decode("ascii")


def _base64_decode(_context: Context, text: str) -> str:
    """`base64-decode(text)`: as UTF-8."""
    try:
        return base64.b64decode(text, validate=False).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""


def _uuid(context: Context, length: float | None = None) -> str:
    """`uuid()`, or `uuid(length)` for that many random letters and digits."""
    if length is None:
        return str(uuid.UUID(int=context.env.random.getrandbits(128), version=4))
    letters = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return "".join(context.env.random.choice(letters) for _ in range(int(length)))


def _itext(context: Context, name: str) -> str:
    """`jr:itext(id)`: the text in the current language; for an id without one what JavaRosa's FormDef answers."""
    found = context.env.itext(name)
    return found if found is not None else f"[itext:{name}]" if context.env.javarosa else ""


def _choice_name(context: Context, value: str, path: str) -> str:
    """`jr:choice-name(value, 'path')`: the label of a choice."""
    return context.env.choice_name(value, path, context.current)


def _text(context: Context, value: Value | None = None) -> str:
    """`string(value)`, of the context node without an argument."""
    return context.env.read(context.node) if value is None else to_string(value, context.env)


def _length(context: Context, value: str | None = None) -> float:
    """`string-length(text)`."""
    return float(len(context.env.read(context.node) if value is None else value))


def _normalised(context: Context, value: str | None = None) -> str:
    """`normalize-space(text)`."""
    return _BLANKS.sub(" ", context.env.read(context.node) if value is None else value).strip(" ")


TABLE: Table = {
    "string": Function(_text, "v", 0),
    "concat": Function(_concat, "v", 0, repeats=True),
    "join": Function(_join, "sv", 1, repeats=True),
    "contains": Function(lambda _context, text, part: part in text, "ss"),
    "starts-with": Function(lambda _context, text, part: text.startswith(part), "ss"),
    "ends-with": Function(lambda _context, text, part: text.endswith(part), "ss"),
    "substring-before": Function(
        lambda _context, text, part: text.partition(part)[0] if part and part in text else "", "ss"
    ),
    "substring-after": Function(lambda _context, text, part: text.partition(part)[2] if part else text, "ss"),
    "substring": Function(_substring, "snn", 2),
    "substr": Function(_substr, "snn", 2),
    "string-length": Function(_length, "s", 0),
    "normalize-space": Function(_normalised, "s", 0),
    "translate": Function(_translate, "sss"),
    "regex": Function(_regex, "ss"),
    "digest": Function(_digest, "sss", 2),
    "base64-decode": Function(_base64_decode, "s"),
    "uuid": Function(_uuid, "n", 0),
    "jr:itext": Function(_itext, "s"),
    "jr:choice-name": Function(_choice_name, "ss"),
    "property": Function(lambda context, name: context.env.property(name), "s"),
    "version": Function(lambda context: context.env.property("version")),
}
