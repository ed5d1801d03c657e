"""What a form says of the look of its questions, beside their words: scales, lengths, files of pictures."""

import re
from decimal import Decimal, InvalidOperation

from clusterbench_gui.domain.questions import Scale
from clusterbench_gui.forms.nodes import Node

MEDIA = ("image", "big-image", "audio", "video")
"""The forms of a text that name a file beside the questionnaire (ODK XForms, "Languages")."""

ODK = "http://www.opendatakit.org/xforms"
_MOST_ROWS = 50
_LENGTH = re.compile(r"string-length\(\s*\.\s*\)\s*(<=?)\s*(\d{1,6})(?!\s*[\w.+*-])")
_EITHER = re.compile(r"\bor\b|\bnot\b|\bif\b")


def scale_of(node: Node) -> Scale | None:
    """The scale of a range; None where it is none that could be walked."""
    low, high, step = (_figure(node.attribute(name)) for name in ("start", "end", "step"))
    if low is None or high is None or not step or step < 0 or low > high:
        return None
    ticks, hint = (_figure(node.attribute(name, ODK)) for name in ("tick-interval", "placeholder"))
    return Scale(low, high, step, ticks if ticks and ticks > 0 else None, hint)


def rows_of(node: Node) -> int:
    """The lines that a text is to show; 0 where the form does not say."""
    text = (node.attribute("rows") or "").strip()
    return min(int(text), _MOST_ROWS) if re.fullmatch("[0-9]{1,6}", text) else 0


def pixels_of(text: str) -> int | None:
    """The longest edge that a picture is to have (`max-pixels`); None where the form does not say."""
    return int(text) if re.fullmatch("[1-9][0-9]{0,5}", text.strip()) else None


def longest_of(constraint: str) -> int | None:
    """The most characters that a constraint lets a text have, where it says so plainly: `string-length(.) <= 200`."""
    if _EITHER.search(constraint):
        return None
    limits = [int(limit) - (sign == "<") for sign, limit in _LENGTH.findall(constraint)]
    return min(limits, default=None)


def file_name(uri: str) -> str:
    """The file that a text of one of `MEDIA` names: `jr://images/a.png` is `a.png`."""
    return re.sub(r"^jr://[^/]*/", "", uri.strip())


def _figure(text: str | None) -> Decimal | None:
    try:
        figure = Decimal(text.strip()) if text else None
    except InvalidOperation:
        return None
    return figure if figure is not None and figure.is_finite() else None
