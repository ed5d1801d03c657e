"""Every number of running text and of charts is one that the dossier tells, rounded as printed."""

import re
from collections.abc import Iterator
from dataclasses import replace

from clusterbench_gui.domain.reporting import Dossier
from clusterbench_gui.reports.words import day
from clusterbench_gui.support.texts import Texts
from tests.reports.archival import pages_of
from tests.reports.individual.making import CLUSTERS, Made
from tests.reports.individual.reading import running_text
from tests.reports.individual.test_tables import less, number

NUMBER = re.compile(r"\d+(?:[ ,.]\d{3})*(?:[.,]\d+)?(?: %)?")
FIXED = ("2012", "2010", "0.1.0", *CLUSTERS)
"""Numbers that are names: the years of the editions, the version, codes of clusters."""


def strange_numbers(made: Made) -> set[str]:
    """Numbers outside of tables that are nothing the dossier tells, rounded as printed, and no value of an axis."""
    text = " | ".join([running_text(made.report), *made.drawn.labels])
    dossier, study, language = made.dossier, made.dossier.study, made.language
    names = [title.replace("\xa0", " ") for title in (*study.titles.values(), study.scores.fingerprint)]
    names += [node.name(language.language) for node in study.model.nodes]
    names += [word for one in dossier.memberships for word in (*one.names.values(), *one.region.names.values())]
    names += [node.code for node in study.model.nodes if node.level < 3]
    for word in sorted({*names, *FIXED, day(study.as_of, language)}, key=len, reverse=True):
        text = text.replace(word, " ")
    return set(NUMBER.findall(text)) - allowed(dossier, language) - made.drawn.axes


def allowed(dossier: Dossier, language: Texts) -> set[str]:
    """Whole numbers as such, all others with one decimal, shares as whole percentages."""
    found = {number(abs(one), language, 0 if isinstance(one, int) else 1) for one in told(dossier) if one is not None}
    for share in shares(dossier):
        found.add(f"{number(share * 100, language, 0)} %")
    return found


def shares(dossier: Dossier) -> Iterator[float]:
    yield dossier.study.method.coverage
    yield 0.8
    yield from (one.coverage for one in dossier.study.scores.cells[dossier.cluster].values())
    if dossier.standing is not None:
        yield dossier.standing.top
        yield from dossier.standing.chances


def told(dossier: Dossier) -> Iterator[float | None]:
    """Everything a report may say in words, from the dossier alone."""
    study, method = dossier.study, dossier.study.method
    yield from (int(method.low), int(method.high), method.benchmark_best, method.crowd)
    yield from (len(study.scores.clusters), dossier.variants)
    for node in study.model.nodes:
        one, all_ = study.scores.cells[dossier.cluster][node.code], study.scores.summaries[node.code]
        yield from (one.score, one.rank, all_.median, all_.benchmark, all_.lower, all_.upper, all_.count)
        yield from (less(one.score, all_.median), less(one.score, all_.benchmark))
    if dossier.standing is not None:
        yield from (dossier.standing.place, dossier.standing.low, dossier.standing.high)
        yield from range(dossier.standing.low - 7, dossier.standing.high + 7)
    for gap in (dossier.benchmark, dossier.median):
        if gap is not None:
            points = [part for _, part in sorted(gap.parts, key=lambda one: (-abs(one[1]), one[0]))]
            yield from (gap.start, gap.end, gap.end - gap.start, *points)
            yield from (sum(points[few:]) for few in range(len(points)))  # small steps that stand together
            yield from range(len(points))
            for some in ([part for part in points if part < 0], [part for part in points if part > 0]):
                yield from (len(some), sum(some))
    yield from _compared(dossier)


def _compared(dossier: Dossier) -> Iterator[float | None]:
    if dossier.portfolio is not None:
        own = next(place for place in dossier.portfolio.places if place.code == dossier.cluster)
        yield from (own.across, own.up, *(dossier.portfolio.medians or ()))
    if dossier.peers is not None:
        yield from (dossier.peers.count, *dossier.peers.means.values())
    if dossier.trend is not None:
        then, now = dict(dossier.trend.rows)[dossier.cluster]
        yield from (then, now, less(now, then), *dossier.trend.medians, *dossier.trend.benchmarks)
        yield 12  # indicators of both editions
    if dossier.split is not None:
        yield from (dossier.split.before, dossier.split.after, dossier.split.after - dossier.split.before)
        yield from (points for _, points in dossier.split.parts)
    for one in dossier.levers:
        yield from (one.start, one.end, one.points, one.places)
    for sign in (1, -1):  # how many more marks stand in the tables
        yield from range(sum(mark.sign == sign for mark in dossier.marks) + 1)


def test_every_number_of_text_and_charts_is_one_that_was_found(made: Made) -> None:
    assert made.drawn.axes
    shown = re.sub(r"\s", "", "".join(pages_of(made.report)))
    assert all(re.sub(r"\s", "", label) in shown for label in made.drawn.labels)
    assert strange_numbers(made) == set()


def test_a_number_in_text_that_was_tampered_with_is_seen(english: Made) -> None:
    dossier = english.dossier
    assert dossier.standing is not None
    assert dossier.portfolio is not None
    for other in (
        replace(dossier, variants=dossier.variants + 1),
        replace(dossier, standing=replace(dossier.standing, top=dossier.standing.top / 2 + 0.013)),
        replace(dossier, portfolio=replace(dossier.portfolio, medians=(0.0, 0.0))),
    ):
        assert strange_numbers(replace(english, dossier=other))
