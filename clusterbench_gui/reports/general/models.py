"""Benchmarks and model clusters: functioning and promise of the clusters, and who could be a model for others."""

from dataclasses import replace

from clusterbench_gui.charts.portfolio import describe, portfolio_figure
from clusterbench_gui.domain.findings import Place, Portfolio
from clusterbench_gui.reports.general.grids import Column, Grid, Kind, Line
from clusterbench_gui.reports.general.writer import Writer, text_column

_LOWEST, _HIGHEST = 280.0, 340.0
_FUNCTIONING, _PROMISE = "functioning", "promise"
_STRONG = 2
"""Sub-areas that are named as what a candidate is strong in."""


def add_models(writer: Writer) -> None:
    """The portfolio, the candidates and what they are strong in."""
    texts, portfolio = writer.texts, shown_portfolio(writer)
    writer.chapter("models", texts.t("Benchmarks and model clusters"), fresh=portfolio is not None)
    writer.paragraph(_benchmark(writer))
    if portfolio is None:
        writer.paragraph(
            texts.t(
                "Candidates for model clusters cannot be told: the areas have no axes, or too few clusters have a score."
            )
        )
        return
    writer.paragraph(
        texts.t(
            "Functioning is the weighted mean of these areas: {functioning}; promise that of these: {promise}.",
            functioning=_on_axis(writer, _FUNCTIONING),
            promise=_on_axis(writer, _PROMISE),
        ),
        texts.t(
            "A candidate for a model cluster is above the median in both. It is not chosen by numbers alone: whether others"
            " can learn from it has to be seen on the spot."
        ),
        see=["fig-portfolio"],
    )
    study, theme, shown = writer.drawn, writer.theme, _without_reasons(writer, portfolio)
    writer.figure(
        lambda size: portfolio_figure(study, shown, theme, texts, names=False, size=size),
        describe(study, shown, texts, names=False),
        texts.t("Functioning and promise of the clusters"),
        "fig-portfolio",
        heights=(_LOWEST, _HIGHEST),
    )
    tested = texts.t("The share of variants says how often a cluster is a candidate when the method is varied.")
    is_tested = _is_tested(candidates(portfolio)) and not _are_few(writer, portfolio)
    writer.paragraph(
        models_in_words(writer), _together(writer, portfolio), tested if is_tested else "", see=["tab-models"]
    )
    writer.grid(models_grid(writer), texts.t("Candidates for model clusters, in points"), "tab-models")


def _on_axis(writer: Writer, axis: str) -> str:
    """The areas that make an axis of the portfolio."""
    return writer.joined(writer.called(node) for node in writer.study.model.nodes if node.axis == axis)


def shown_portfolio(writer: Writer) -> Portfolio | None:
    """The portfolio if there is one and it is of a crowd."""
    portfolio = writer.overview.portfolio
    few = portfolio is None or portfolio.medians is None or len(portfolio.places) < writer.study.method.crowd
    return None if few else portfolio


def models_in_words(writer: Writer) -> str:
    """How many candidates there are; empty where nothing is known of them."""
    portfolio = shown_portfolio(writer)
    if portfolio is None:
        return ""
    count = len(candidates(portfolio))
    if not count:
        return writer.texts.t("No cluster stands out as a candidate for a model cluster.")
    return writer.texts.n(
        "{n} cluster is a candidate for a model cluster: above the median in functioning and in promise.",
        "{n} clusters are candidates for model clusters: above the median in functioning and in promise.",
        count,
    )


def candidates(portfolio: Portfolio) -> list[Place]:
    """Those that may be model clusters."""
    return [place for place in portfolio.places if place.candidate]


def _are_few(writer: Writer, portfolio: Portfolio) -> bool:
    """Whether what candidates are strong in may only be told of them together."""
    return len(candidates(portfolio)) < writer.study.method.crowd


def _without_reasons(writer: Writer, portfolio: Portfolio) -> Portfolio:
    """The portfolio as it is drawn: of few candidates without what each is strong in."""
    if not _are_few(writer, portfolio):
        return portfolio
    return replace(portfolio, places=tuple(replace(place, strong=()) for place in portfolio.places))


def _together(writer: Writer, portfolio: Portfolio) -> str:
    """What few candidates are strong in, told of them as one."""
    found = candidates(portfolio)
    if not found or not _are_few(writer, portfolio):
        return ""
    strong = {code for place in found for code in place.strong}
    nodes = [node for node in writer.study.model.nodes if node.code in strong]
    if not nodes:
        return ""
    return writer.texts.t(
        "Strong in, all together: {nodes}.", nodes=writer.joined(writer.called(node) for node in nodes)
    )


def models_grid(writer: Writer) -> Grid:
    """The candidates, the surest first."""
    texts, portfolio = writer.texts, shown_portfolio(writer)
    found = candidates(portfolio) if portfolio and not _are_few(writer, portfolio) else []
    columns = (
        text_column(texts.t("Cluster"), "cluster", 116),
        writer.points(texts.t("Functioning"), "functioning", 72),
        writer.points(texts.t("Promise"), "promise", 60),
        *([Column(texts.t("Share of variants"), "share", Kind.SHARE, 0, 52)] if _is_tested(found) else []),
        text_column(texts.t("Strong in"), "strong"),
    )
    found.sort(key=lambda place: (-(place.probability or 0.0), -(place.across + place.up), place.code))
    return Grid(columns, tuple(_line(writer, place, tested=_is_tested(found)) for place in found))


def _is_tested(found: list[Place]) -> bool:
    return any(place.probability is not None for place in found)


def _line(writer: Writer, place: Place, *, tested: bool) -> Line:
    strong = "; ".join(writer.called(writer.study.model.node(code)) for code in place.strong[:_STRONG])
    share = (place.probability,) if tested else ()
    return Line((writer.label(place.code), place.across, place.up, *share, strong))


def _benchmark(writer: Writer) -> str:
    method, texts = writer.study.method, writer.texts
    if method.benchmark_best < method.crowd:
        return texts.t("No benchmark is printed: so few clusters make it that it would be the result of one of them.")
    return texts.n(
        "The benchmark is the best score at each point of the model.",
        "The benchmark is the mean of the {n} best scores at each point of the model. It is a mark that clusters have really"
        " reached, but not always the same ones: who is among the best in one sub-area may be behind in another.",
        method.benchmark_best,
    )
