"""Figures and findings of a report in words."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from clusterbench_gui.charts.words import share
from clusterbench_gui.domain.editions import Node, text_in
from clusterbench_gui.reports.standing import Standing
from clusterbench_gui.support.texts import DASH, Texts


def _(message: str) -> str:
    """Mark a text for the catalogue; it is translated where it is used."""
    return message


_AUDIENCE_NAMES: Mapping[str, str] = {
    "coordinators": _("Coordinators"),
    "members": _("Members of clusters"),
    "national": _("National administration"),
    "regional": _("Regional and local administration"),
    "science": _("Science"),
    "support": _("Business support institutions"),
}


def audience_name(audience: str, texts: Texts) -> str:
    """What an audience of recommendations (`domain.editions.AUDIENCES`) is called."""
    return texts.t(_AUDIENCE_NAMES[audience])


def name(node: Node, texts: Texts) -> str:
    """Code and name of a node."""
    return f"{node.code} {node.name(texts.language)}"


def unit(node: Node, texts: Texts) -> str:
    """Unit of an indicator; empty where it has none."""
    return text_in(node.unit, texts.language)


def quantity(value: float, node: Node, texts: Texts) -> str:
    """An indicator's value without its unit. Counts have no decimals, shares one, small quotients two."""
    if unit(node, texts).startswith("%"):
        return texts.number(value, 1)
    if value == round(value) or abs(value) >= 1000:
        return texts.number(value, 0)
    return texts.number(value, 1 if abs(value) >= 10 else 2)


def known_share(value: float | None, texts: Texts) -> str:
    """A share of 1 as a percentage, a dash where it is not known."""
    return DASH if value is None else share(value, texts)


def signed(value: float | None, texts: Texts, decimals: int = 1) -> str:
    """A distance with its sign, so that above and below are never confused; what prints as zero has none."""
    text = texts.number(value, decimals)
    return f"+{text}" if value is not None and value > 0 and text != texts.number(0.0, decimals) else text


def to_benchmark(place: Standing, texts: Texts, decimals: int = 1) -> str:
    """The distance to the benchmark as a sentence; empty where it is unknown."""
    gap = place.to_benchmark
    if gap is None:
        return ""
    value, mark = texts.number(abs(gap), decimals), texts.number(place.benchmark, decimals)
    if value == texts.number(0.0, decimals):
        return texts.t("The score equals the benchmark of {mark}.", mark=mark)
    if gap > 0:
        return texts.t("The score lies {value} points above the benchmark of {mark}.", value=value, mark=mark)
    return texts.t("The score lies {value} points below the benchmark of {mark}.", value=value, mark=mark)


def to_median(place: Standing, texts: Texts, decimals: int = 1) -> str:
    """The distance to the median as a sentence; empty where it is unknown."""
    gap = place.to_median
    if gap is None:
        return ""
    value, mark = texts.number(abs(gap), decimals), texts.number(place.median, decimals)
    if value == texts.number(0.0, decimals):
        return texts.t("The score equals the median of {mark}.", mark=mark)
    if gap > 0:
        return texts.t("The score lies {value} points above the median of {mark}.", value=value, mark=mark)
    return texts.t("The score lies {value} points below the median of {mark}.", value=value, mark=mark)


def moment(as_of: str) -> datetime | None:
    """The date of the data as a moment in UTC; None where there is none."""
    if not as_of:
        return None
    found = datetime.fromisoformat(as_of)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def day(as_of: str, texts: Texts) -> str:
    """The date of the data, a dash where there is none."""
    return texts.date(date.fromisoformat(as_of[:10])) if as_of else DASH


def gap_words(texts: Texts) -> str:
    """What an empty box among letters means."""
    return texts.t("□ stands for a character that cannot be printed here; the study keeps it.")
