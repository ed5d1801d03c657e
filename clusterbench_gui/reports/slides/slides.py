"""The general results in a dozen slides: clusters by code, or by name where they agreed to it."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from clusterbench_gui.charts import bullet, heatmap, influences, portfolio, slope, voivodeships
from clusterbench_gui.charts.certain import span
from clusterbench_gui.charts.words import aggregation, benchmark_rule, figure, label, normalisation, share
from clusterbench_gui.domain.editions import AUDIENCES, Node, text_in
from clusterbench_gui.domain.findings import CERTAIN, Standing
from clusterbench_gui.domain.reporting import Overview
from clusterbench_gui.domain.scores import VOIVODESHIP
from clusterbench_gui.reports.slides.deck import Deck
from clusterbench_gui.reports.typesetting.archive import AUTHOR, Metadata
from clusterbench_gui.reports.typesetting.board import Board, Type
from clusterbench_gui.reports.typesetting.furniture import Furniture, draft_words
from clusterbench_gui.reports.typesetting.look import look_of
from clusterbench_gui.reports.words import audience_name, day, moment
from clusterbench_gui.support.texts import Texts

_SIZE = (960.0, 540.0)
_FIRST = 9
_NAMED = 4
_SUBAREA = 2
_EXTREMES = 5
_TOGETHER = 3
"""Audiences on a slide."""
_WEAK = "weak"


def slides(overview: Overview, texts: Texts) -> bytes:
    """The slides as a tagged PDF for the archive; the same overview gives the same bytes. What is not known has no slide."""
    study = overview.study
    title = text_in(study.titles, texts.language, study.edition)
    warning = texts.t("Invented data") if study.synthetic else ""
    furniture = Furniture(title, warning, texts.t("Draft") if study.is_draft else "")
    bare = replace(overview, study=replace(study, notice={}))
    deck = Deck(bare, Board(_SIZE, texts, look_of(study.design, texts)), furniture, texts)
    _cover(deck, title, text_in(study.notice, texts.language))
    for add in _SLIDES:
        add(deck)
    name = texts.t("{edition}: slides of the results", edition=title)
    author = deck.board.look.publisher or AUTHOR
    return deck.render(Metadata(name, author, texts.language, moment(study.as_of), study.program))


def _cover(deck: Deck, title: str, notice: str) -> None:
    texts, look, study = deck.texts, deck.board.look, deck.study
    subtitle = texts.t("Results of the study, data of {date}", date=day(study.as_of, texts))
    draft = draft_words(texts) if study.is_draft else ""
    invented = texts.t("The clusters and all figures are invented.") if study.synthetic else ""
    warned = " ".join(one for one in (draft, invented, notice) if one)
    deck.cover(title, subtitle, [one for one in (look.publisher, warned) if one])


def _numbers(deck: Deck) -> None:
    """What was asked, and of whom."""
    study, texts = deck.study, deck.texts
    clusters, indicators = len(study.scores.clusters), len(study.model.at(1))
    interviews = sum(one.interviews for one in deck.overview.responses)
    tiles = [
        (clusters, texts.n("cluster took part", "clusters took part", clusters)),
        (interviews, texts.n("interview counted", "interviews counted", interviews)),
        (indicators, texts.n("indicator of each cluster", "indicators of each cluster", indicators)),
        (
            len(_areas(deck)),
            texts.n("area with a score of its own", "areas with scores of their own", len(_areas(deck))),
        ),
    ]
    shown = [(number, about) for number, about in tiles if number]
    title = texts.n("{n} cluster let itself be compared", "{n} clusters let themselves be compared", clusters)
    body = deck.begin(title)
    for place, (number, about) in zip(body.columns(len(shown), 24), shown, strict=True):
        deck.figure(texts.number(number, 0), about, place.below(body.top + 50))
    deck.end()


def _made(deck: Deck) -> None:
    """The method in sentences."""
    study, texts = deck.study, deck.texts
    method = study.method
    low, high = texts.number(method.low, 0), texts.number(method.high, 0)
    rule = texts.t(
        "Every indicator is put on one scale from {low} to {high}: {normalisation}.",
        low=low,
        high=high,
        normalisation=normalisation(None, texts),
    )
    sentences = [
        rule,
        texts.t(
            "Indicators make sub-areas, these make areas, and these the index: {mean}.", mean=aggregation(None, texts)
        ),
        texts.t("A missing answer is never a zero; what is missing is said."),
        texts.t("The benchmark: {rule}. The median: the cluster in the middle.", rule=benchmark_rule(method, texts)),
        texts.t("Clusters are called by codes unless they agreed to be named."),
    ]
    deck.items(texts.t("Scores are made by a rule that anybody can check"), sentences)


def _ranking(deck: Deck) -> None:
    """The first places with their intervals."""
    study, texts, top = deck.study, deck.texts, _top(deck)
    cells = {code: study.scores.cells[code][top.code] for code in study.scores.clusters}
    placed = sorted((one.rank, code) for code, one in cells.items() if one.rank is not None)[:_FIRST]
    if not placed or not _is_crowd(deck):
        return
    spans = {one.code: span(one, texts) for one in _standings(deck)}
    rows = [
        (
            label(study, code),
            str(rank),
            figure(study, cells[code].score, texts),
            *([spans.get(code, "")] if spans else []),
        )
        for rank, code in placed
    ]
    heads = [texts.t("Cluster"), texts.t("Place"), texts.t("Score")]
    about = texts.t("Index; scores of the first places")
    if spans:
        heads.append(texts.t("Places, nine in ten variants"))
        about = texts.t("Index; the interval holds the place in nine of ten variants of the method")
    leaders = [label(study, code) for rank, code in placed if rank == placed[0][0]][:_NAMED]
    title = texts.t("Ahead of all: {names}", names=", ".join(leaders))
    widths = (480.0, 80.0, 90.0, 214.0) if spans else (620.0, 110.0, 134.0)
    body = deck.begin(title, about)
    deck.rows(heads, rows, widths, body)
    deck.end()


def _areas_chart(deck: Deck) -> None:
    study, level = deck.study, max(deck.study.model.levels - 1, 1)
    if not _is_crowd(deck):
        return
    deck.chart(
        lambda size: bullet.bullet_figure(study, level, deck.theme, deck.texts, size=size),
        bullet.describe(study, level, deck.texts),
        1.6,
    )


def _heat(deck: Deck) -> None:
    study, level = deck.study, max(deck.study.model.levels - 1, 1)
    if not _is_crowd(deck):
        return
    deck.chart(
        lambda size: heatmap.heatmap_figure(study, level, deck.theme, deck.texts, size=size),
        heatmap.describe(study, level, deck.texts),
        1.5,
    )


def _extremes(deck: Deck) -> None:
    """The sub-areas with the highest and the lowest medians."""
    texts, nodes = deck.texts, _by_median(deck)
    if len(nodes) < 2 or not _is_crowd(deck):
        return
    count = min(_EXTREMES, len(nodes) // 2)
    best, worst = nodes[:count], nodes[::-1][:count]
    high, low = (figure(deck.study, one[0][0], texts) for one in (best, worst))
    title = texts.t("The medians of sub-areas reach from {low} to {high} points", low=low, high=high)
    body = deck.begin(title, texts.t("Sub-areas by the median of all clusters, points"))
    columns = zip(body.columns(2, 40), (texts.t("Highest"), texts.t("Lowest")), (best, worst), strict=True)
    for place, head, found in columns:
        rows = [(_name(deck, node), figure(deck.study, median, texts)) for median, node in found]
        deck.rows([head, texts.t("Median")], rows, (place.width - 90, 90.0), place)
    deck.end()


def _map(deck: Deck) -> None:
    study = deck.study
    found = next((one for one in deck.overview.regions if one.grouping == VOIVODESHIP), None)
    if found is None:
        return
    deck.chart(
        lambda size: voivodeships.voivodeships_figure(study, found, deck.theme, deck.texts, size=size),
        voivodeships.describe(study, found, deck.texts),
        1.5,
    )


def _portfolio(deck: Deck) -> None:
    study, found = deck.study, deck.overview.portfolio
    if found is None or not found.places:
        return
    deck.chart(
        lambda size: portfolio.portfolio_figure(study, found, deck.theme, deck.texts, size=size),
        portfolio.describe(study, found, deck.texts),
        1.5,
    )


def _trend(deck: Deck) -> None:
    study, found = deck.study, deck.overview.trends.get(_top(deck).code)
    if found is None:
        return
    deck.chart(
        lambda size: slope.slope_figure(study, found, deck.theme, deck.texts, size=size),
        slope.describe(study, found, deck.texts),
        1.5,
    )


def _sure(deck: Deck) -> None:
    """How sure the places are, in words."""
    certainty, texts, standings = deck.overview.certainty, deck.texts, _standings(deck)
    if certainty is None or not standings or not _is_crowd(deck):
        return
    inside = sum(one.top >= CERTAIN for one in standings)
    outside = sum(one.top <= 1 - CERTAIN for one in standings)
    widths = sorted(one.high - one.low + 1 for one in standings)
    sentences = [
        texts.t(
            "The ranking was made {runs} times, each time by another defensible method.",
            runs=texts.number(certainty.runs, 0),
        ),
        texts.t(
            "In the top quarter in nine variants of ten or more: {inside}. There in one of ten or less: {outside}.",
            inside=inside,
            outside=outside,
        ),
        texts.t("For the others it depends on the method: {open}.", open=len(standings) - inside - outside),
        texts.n(
            "For half of the clusters the interval holds no more than {n} place.",
            "For half of the clusters the interval holds no more than {n} places.",
            widths[(len(widths) - 1) // 2],
        ),
        texts.t("A difference of two or three places says nothing."),
    ]
    title = texts.n(
        "{n} of {count} clusters is in the top quarter in at least {share} of the variants",
        "{n} of {count} clusters are in the top quarter in at least {share} of the variants",
        inside,
        count=len(standings),
        share=share(CERTAIN, texts),
    )
    deck.items(title, sentences)


def _hangs_on(deck: Deck) -> None:
    study, found = deck.study, deck.overview.sensitivity
    if found is None or not found.influences or not _is_crowd(deck):
        return
    deck.chart(
        lambda size: influences.influences_figure(study, found, deck.theme, deck.texts, size=size),
        influences.describe(study, found, deck.texts),
        1.5,
    )


def _recommendations(deck: Deck) -> None:
    """What each audience can do where the median is lowest and the edition knows a recommendation."""
    texts, study = deck.texts, deck.study
    known = {(one.subarea, one.audience): one.texts for one in study.recommendations if one.condition == _WEAK}
    lowest = next((node for _, node in reversed(_by_median(deck)) if any(code == node.code for code, _ in known)), None)
    if lowest is None or not _is_crowd(deck):
        return
    told = [(audience, known[lowest.code, audience]) for audience in AUDIENCES if (lowest.code, audience) in known]
    title = texts.t("Where it is most needed: {subarea}", subarea=_name(deck, lowest))
    slides = range(0, len(told), _TOGETHER)
    for number, start in enumerate(slides, start=1):
        counted = texts.t("{title} ({number} of {count})", title=title, number=number, count=len(slides))
        body = deck.begin(
            title if len(slides) == 1 else counted, texts.t("What each can do in the sub-area with the lowest median")
        )
        for place, (audience, words) in zip(body.columns(_TOGETHER, 30), told[start : start + _TOGETHER], strict=False):
            top = deck.board.paragraph(
                audience_name(audience, texts), place, Type((20, 18), bold=True, color=deck.theme.accent)
            )
            deck.board.paragraph(
                text_in(words, texts.language), place.below(top + 6), Type((18, 17, 16, 15, 14, 12), hyphens=True)
            )
        deck.end()


def _thanks(deck: Deck) -> None:
    texts, look = deck.texts, deck.board.look
    lines = [
        texts.t("We thank all coordinators who found time for an interview."),
        *(one for one in (look.publisher, look.contact) if one),
    ]
    body = deck.begin(texts.t("Thank you")).below(190)
    for line in lines:
        body = body.below(deck.board.paragraph(line, body, Type((24, 22, 20, 18, 16))) + 10)
    deck.end(texts.t("Fingerprint of data and method: {fingerprint}", fingerprint=deck.study.scores.fingerprint))


def _top(deck: Deck) -> Node:
    return deck.study.model.at(deck.study.model.levels)[0]


def _areas(deck: Deck) -> Sequence[Node]:
    return deck.study.model.at(deck.study.model.levels - 1)


def _standings(deck: Deck) -> Sequence[Standing]:
    certainty = deck.overview.certainty
    return certainty.standings if certainty is not None else ()


def _is_crowd(deck: Deck) -> bool:
    """Whether so many clusters have a score that their middle is nobody's own."""
    return deck.study.scores.summaries[_top(deck).code].count >= deck.study.method.crowd


def _by_median(deck: Deck) -> list[tuple[float, Node]]:
    """Sub-areas with a median, the highest first."""
    summaries = deck.study.scores.summaries
    found = ((summaries[node.code].median, node) for node in deck.study.model.at(_SUBAREA))
    return sorted(
        ((median, node) for median, node in found if median is not None), key=lambda one: (-one[0], one[1].code)
    )


def _name(deck: Deck, node: Node) -> str:
    return node.name(deck.texts.language)


_SLIDES: Sequence[Callable[[Deck], None]] = (
    _numbers,
    _made,
    _ranking,
    _areas_chart,
    _heat,
    _extremes,
    _map,
    _portfolio,
    _trend,
    _sure,
    _hangs_on,
    _recommendations,
    _thanks,
)
