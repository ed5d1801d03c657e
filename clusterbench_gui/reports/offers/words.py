"""Money, dates and proofs of a variant in words."""

import math
from collections.abc import Mapping
from datetime import date

from clusterbench_gui.domain.networks import Status
from clusterbench_gui.domain.offering import Head, Reliability
from clusterbench_gui.domain.planning import Proof, Size, Standing
from clusterbench_gui.support.texts import DASH, NO_BREAK_SPACE, Texts


def _(message: str) -> str:
    """Mark a text for the catalogue; it is translated where it is used."""
    return message


_RISK_STEPS = 10_000
_RELIABILITY: Mapping[Reliability, str] = {
    Reliability.VERY_HIGH: _(
        "Very high: going by the partners' deliveries so far, at least 95 of 100 such orders are on time."
    ),
    Reliability.HIGH: _("High: going by the partners' deliveries so far, at least 90 of 100 such orders are on time."),
    Reliability.GOOD: _("Good: going by the partners' deliveries so far, at least 80 of 100 such orders are on time."),
    Reliability.MODERATE: _(
        "Moderate: going by the partners' deliveries so far, at least 65 of 100 such orders are on time."
    ),
    Reliability.LIMITED: _(
        "Limited: going by the partners' deliveries so far, 65 of 100 such orders on time cannot be promised."
    ),
}
_SIZES: Mapping[Size, str] = {
    Size.MICRO: _("micro"),
    Size.SMALL: _("small"),
    Size.MEDIUM: _("medium"),
    Size.LARGE: _("large"),
}
_STANDINGS: Mapping[Standing, str] = {
    Standing.PROPOSED: _("proposed: no windows are taken"),
    Standing.COMMITTED: _("committed: its windows are taken"),
    Standing.WITHDRAWN: _("withdrawn: its windows are free again"),
}
_AIMS: Mapping[str, str] = {"cost": _("lowest cost"), "finish": _("earliest finish"), "risk": _("lowest risk")}


def money(value: float | None, texts: Texts) -> str:
    """An amount in PLN, such as 12 345 zł; grosze only where there are some, a dash where nothing is known."""
    if value is None:
        return DASH
    number = texts.number(value, 0 if value == round(value) else 2)
    return texts.t("{amount} PLN", amount=number).replace(" ", NO_BREAK_SPACE)


def agreed(value: float | None, texts: Texts) -> str:
    """A price, or that there is none yet."""
    return texts.t("to be agreed") if value is None else money(value, texts)


def quantity(value: float | None, texts: Texts) -> str:
    """A number of pieces with as many decimals as it has, at most three."""
    if value is None:
        return DASH
    decimals = next((places for places in range(3) if math.isclose(value, round(value, places), abs_tol=1e-9)), 3)
    return texts.number(value, decimals)


def share(value: float | None, texts: Texts, decimals: int = 1) -> str:
    """A share of 1 in per cent, a dash where it is not known."""
    return DASH if value is None else f"{texts.number(100 * value, decimals)}{NO_BREAK_SPACE}%"


def day(value: date, texts: Texts) -> str:
    """A date that lines do not part."""
    return texts.date(value).replace(" ", NO_BREAK_SPACE)


def period(first: date, last: date, texts: Texts) -> str:
    """From a day to another, or the one day."""
    if first == last:
        return texts.date(first)
    return f"{texts.date(first)}{NO_BREAK_SPACE}{DASH} {texts.date(last)}"


def made_on(head: Head, texts: Texts) -> str:
    """When the variant was made; "" where nobody kept it."""
    return texts.date(date.fromisoformat(head.made[:10])) if head.made else ""


def variant_name(head: Head, texts: Texts) -> str:
    """What the variant is called."""
    return texts.t("Variant {number}", number=head.number) if head.number is not None else texts.t("Variant")


def reliability_words(value: Reliability | None, texts: Texts) -> str:
    """How surely the network delivers on time, for a customer."""
    if value is None:
        return texts.t("Not known: there is no record of the partners' deliveries yet.")
    return texts.t(_RELIABILITY[value])


def size_words(size: Size | None, texts: Texts) -> str:
    """How large a firm is."""
    return DASH if size is None else texts.t(_SIZES[size])


def standing_words(standing: Standing, texts: Texts) -> str:
    """Whether the variant's windows are taken."""
    return texts.t(_STANDINGS[standing])


def aim_words(proof: Proof, texts: Texts) -> str:
    """What was made as small as possible."""
    return texts.t(_AIMS[proof.aim]) if proof.aim in _AIMS else proof.aim


def status_words(proof: Proof, texts: Texts) -> str:
    """Whether anything better can exist."""
    if proof.status is Status.OPTIMAL:
        return texts.t("optimal (proved)")
    if proof.gap is None:
        return texts.t("found, without a proof of how good it is")
    return texts.t("best found, gap at most {gap}", gap=gap_words(proof.gap, texts))


def gap_words(gap: float, texts: Texts) -> str:
    """A gap in per cent, rounded up: what is promised holds."""
    return share(math.ceil(round(gap * 10_000, 6)) / 10_000, texts, 2)


def bound_words(proof: Proof, texts: Texts) -> str:
    """The limit that nothing can be better than, in the unit of the aim."""
    if proof.bound is None:
        return DASH
    if proof.aim == "cost":
        return money(proof.bound, texts)
    if proof.aim == "risk":
        return share(math.exp(-proof.bound / _RISK_STEPS), texts)
    return texts.t("working day {number} of the plan", number=proof.bound)
