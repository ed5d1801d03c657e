"""The markup that labels and hints of an XLSForm may have: `**strong**`, `_emphasis_`, links, headings, a few tags.

As in ODK Collect (https://docs.getodk.org/form-styling/), but nothing of a text ever becomes HTML of its own: what is not
known stands there as it was written. Tags of colour, size and place are left out, their words stay.
"""

import html
import re
from dataclasses import dataclass, replace

SIGNS = "\\*_#[<"
"""Without any of these a text has no markup."""

_ESCAPABLE = r"\\*_#\[\]()<>"
_ESCAPE = re.compile(f"([{_ESCAPABLE}])")
_TOKEN = re.compile(
    rf"""
    \\(?P<literal>[{_ESCAPABLE}])
    | (?<!\w)(?P<strong>\*\*|__)(?=\S)(?P<bold>(?:\\.|[^\\])+?)(?<=\S)(?P=strong)(?!\w)
    | (?<!\w)(?P<mild>[*_])(?=\S)(?P<italic>(?:\\.|[^\\])+?)(?<=\S)(?P=mild)(?!\w)
    | \[(?P<words>[^\]\n]+)\]\((?P<address>[^)\s]+)\)
    | <(?P<close>/?)(?P<tag>b|strong|i|em|u|span|p|font|small|big|center|div|br)\b[^<>]*>
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_HEADING = re.compile(r"(?m)^[ \t]*#{1,6}[ \t]+(.+?)[ \t]*#*$")
_STYLES = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "under"}


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text that looks the same throughout."""

    text: str
    bold: bool = False
    italic: bool = False
    under: bool = False
    large: bool = False


def has_markup(text: str) -> bool:
    """Whether a text may have markup; only then it has to be looked at."""
    return any(sign in text for sign in SIGNS)


def escaped(text: str) -> str:
    """A text that reads as it is inside of one with markup: an answer that stands in a label."""
    return _ESCAPE.sub(r"\\\1", text)


def plain_words(text: str) -> str:
    """The words of a text without its markup."""
    return "".join(run.text for run in runs(text)) if has_markup(text) else text


def as_html(text: str) -> str:
    """The text as HTML for a label: only tags that are made here, everything else escaped."""
    return "".join(map(_tagged, runs(text))).replace("\n", "<br>")


def runs(text: str) -> list[Run]:
    """The pieces of a text with markup."""
    found: list[Run] = []
    at = 0
    for heading in _HEADING.finditer(text):
        found += _runs(text[at : heading.start()], Run(""))
        found += _runs(heading[1], Run("", bold=True, large=True))
        at = heading.end()
    return [one for one in (*found, *_runs(text[at:], Run(""))) if one.text]


def _runs(text: str, style: Run) -> list[Run]:
    found: list[Run] = []
    at = 0
    for token in _TOKEN.finditer(text):
        found.append(replace(style, text=text[at : token.start()]))
        at = token.end()
        if token["tag"]:
            style = _after_tag(style, token["tag"].lower(), opens=not token["close"])
            found.append(Run("\n" if token["tag"].lower() == "br" else ""))
        else:
            found += _inside(token, style)
    return [*found, replace(style, text=text[at:])]


def _inside(token: re.Match[str], style: Run) -> list[Run]:
    if token["literal"]:
        return [replace(style, text=token["literal"])]
    if token["bold"]:
        return _runs(token["bold"], replace(style, bold=True))
    if token["italic"]:
        return _runs(token["italic"], replace(style, italic=True))
    words, address = token["words"], token["address"]
    linked = _runs(words, replace(style, under=True))
    return linked if words == address else [*linked, replace(style, text=f" ({address})")]


def _after_tag(style: Run, tag: str, *, opens: bool) -> Run:
    match _STYLES.get(tag):
        case "bold":
            return replace(style, bold=opens)
        case "italic":
            return replace(style, italic=opens)
        case "under":
            return replace(style, under=opens)
    return style


def _tagged(run: Run) -> str:
    made = html.escape(run.text)
    for wanted, tag in ((run.bold, "b"), (run.italic, "i"), (run.under, "u")):
        made = f"<{tag}>{made}</{tag}>" if wanted else made
    return f'<span style="font-size: large">{made}</span>' if run.large else made
