"""Two variants side by side."""

from collections.abc import Mapping

from clusterbench_gui.app.planning.boards import key_of
from clusterbench_gui.domain.planning import Job, Variant
from clusterbench_gui.support.texts import DASH, MINUS, Texts
from clusterbench_gui.ui.models.table import Table
from clusterbench_gui.ui.screens.networks.planning.shelf import Listed
from clusterbench_gui.ui.screens.networks.planning.words import (
    money,
    percent,
    signed,
    standing_word,
    sure_word,
    working_days,
)


def compared(one: Listed, other: Listed, names: Mapping[str, str], texts: Texts) -> Table:
    """Figures of both with their difference, then every piece of work that differs."""
    headings = ("", *(_head(each, texts) for each in (one, other)), texts.t("Difference"))
    first, second = one.variant, other.variant
    rows = (*_figures(first, second, names, texts), *_work(first, second, names, texts))
    return Table(headings, tuple(rows), len(headings))


def _head(one: Listed, texts: Texts) -> str:
    """Its number where it is kept, else its day."""
    if one.kept is not None:
        return standing_word(one.kept.standing, one.kept.number, texts)
    return texts.date(one.variant.finish)


def _figures(one: Variant, other: Variant, names: Mapping[str, str], texts: Texts) -> list[tuple[str, str, str, str]]:
    days = one.finish_slot - other.finish_slot
    points = (
        f"{signed(100 * (one.reliability - other.reliability), texts, 1)}"
        if one.reliability is not None and other.reliability is not None
        else ""
    )
    return [
        (
            texts.t("Delivery"),
            texts.date(one.finish),
            texts.date(other.finish),
            working_days(days, texts),
        ),
        *(
            (title, money(first, texts), money(second, texts), signed(first - second, texts))
            for title, first, second in (
                (texts.t("Cost"), one.cost.all, other.cost.all),
                (texts.t("of it work"), one.cost.work, other.cost.work),
                (texts.t("of it transport"), one.cost.transport, other.cost.transport),
            )
        ),
        (texts.t("Reliability"), _share(one, texts), _share(other, texts), points),
        (
            texts.t("Partners"),
            _firms(one, names),
            _firms(other, names),
            _apart(one, other, names) or texts.t("the same"),
        ),
        (texts.t("How sure"), sure_word(one, texts), sure_word(other, texts), ""),
    ]


def _work(one: Variant, other: Variant, names: Mapping[str, str], texts: Texts) -> list[tuple[str, str, str, str]]:
    jobs = {key_of(job): job for job in other.jobs}
    found = []
    for job in sorted(one.jobs, key=lambda each: (each.start, each.end)):
        beside = jobs.get(key_of(job))
        if beside is not None and (job.firm, job.start, job.end) == (beside.firm, beside.start, beside.end):
            continue
        said = _job(beside, names, texts) if beside is not None else DASH
        price = signed(job.cost - beside.cost, texts) if beside is not None else ""
        found.append((f"{job.order}: {job.name}", _job(job, names, texts), said, price))
    return found


def _job(job: Job, names: Mapping[str, str], texts: Texts) -> str:
    return f"{names.get(job.firm, job.firm)}, {texts.date(job.first)}–{texts.date(job.last)}"


def _share(variant: Variant, texts: Texts) -> str:
    return DASH if variant.reliability is None else percent(variant.reliability, texts, 1)


def _apart(one: Variant, other: Variant, names: Mapping[str, str]) -> str:
    """Partners of only one of both."""
    more = (f"+ {names.get(code, code)}" for code in one.firms if code not in other.firms)
    less = (f"{MINUS} {names.get(code, code)}" for code in other.firms if code not in one.firms)
    return "\n".join((*more, *less))


def _firms(variant: Variant, names: Mapping[str, str]) -> str:
    return "\n".join(names.get(code, code) for code in variant.firms)
