"""What the views and choices of the results are called, and the question that each view answers."""

from collections.abc import Sequence

from clusterbench_gui.app.views.results import Results
from clusterbench_gui.app.views.selection import NEED_CERTAINTY, NEED_EARLIER, Kind, Names
from clusterbench_gui.app.views.titles import view_name
from clusterbench_gui.domain.editions import Edition, Model, text_in
from clusterbench_gui.domain.findings import BENCHMARK, MEDIAN
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.support.texts import NO_BREAK_SPACE, Texts

Options = tuple[tuple[str, str], ...]
_BETWEEN = "\x1f"
_INDENT = 3 * NO_BREAK_SPACE


def view_question(kind: Kind, texts: Texts) -> str:
    """The question that a view answers."""
    t = texts.t
    return {
        Kind.RANKING: t("Who stands where, and how sure is it?"),
        Kind.STRIP: t("Where does one cluster stand among all?"),
        Kind.PROFILE: t("What is one cluster good at?"),
        Kind.QUARTERS: t("How good is it in each area, and in which quarter?"),
        Kind.HEATMAP: t("Which clusters are strong in what?"),
        Kind.COMPARISON: t("How do two to six clusters differ?"),
        Kind.GROUPS: t("How do groups of clusters differ?"),
        Kind.MAP: t("How do voivodeships differ?"),
        Kind.PORTFOLIO: t("Who functions well and is promising?"),
        Kind.GAP: t("What makes the distance to the benchmark?"),
        Kind.TREND: t("Who rose and who fell since the last edition?"),
        Kind.SPLIT: t("What is the change since the last edition made of?"),
        Kind.CHANCES: t("How likely is each place?"),
        Kind.DUELS: t("Which order is certain?"),
        Kind.INFLUENCES: t("Which choice of the method matters most?"),
        Kind.CORRELATIONS: t("What goes together, and does each area measure one thing?"),
        Kind.MISSING: t("Where are answers missing, and why?"),
        Kind.TREE: t("What is the index made of?"),
    }[kind]


def about(study: ScoredStudy, count: int, texts: Texts) -> str:
    """The study and how many clusters are scored."""
    scored = texts.n("{n} cluster scored", "{n} clusters scored", count)
    return f"{text_in(study.titles, texts.language)}  ·  {scored}"


def waits_for(results: Results, kind: Kind, texts: Texts) -> str:
    """What a view cannot be drawn without and is being found out; empty where nothing is missing."""
    t = texts.t
    if kind in NEED_CERTAINTY and results.certainty is None:
        return t("Trying 10,000 variants of the method…")
    if kind is Kind.INFLUENCES and results.sensitivity is None:
        return t("Finding out which choice matters most…")
    if kind in NEED_EARLIER and results.earlier is None:
        return t("Scoring the edition before…")
    return ""


def too_few(study: ScoredStudy, texts: Texts) -> str:
    """Why there are no results of so few clusters."""
    return texts.n(
        "Results need at least {n} finished interview, of different clusters. Until then a median or a benchmark would "
        "be somebody's own score.",
        "Results need at least {n} finished interviews, of different clusters. Until then a median or a benchmark "
        "would be somebody's own score.",
        study.method.crowd + 1,
    )


def view_options(texts: Texts) -> Options:
    """All views with their questions."""
    return tuple((kind.value, f"{view_name(kind, texts)}  –  {view_question(kind, texts)}") for kind in Kind)


def node_options(model: Model, texts: Texts) -> Options:
    """The tree of the model from its top, indented."""
    found, waiting = [], list(reversed(model.at(model.levels)))
    while waiting:
        node = waiting.pop()
        code = f"{node.code}  " if node.level < model.levels else ""
        found.append((node.code, f"{_INDENT * (model.levels - node.level)}{code}{node.name(texts.language)}"))
        waiting += reversed(model.children(node.code))
    return tuple(found)


def level_options(model: Model, texts: Texts) -> Options:
    """Levels that have several nodes, highest first after the one in the middle."""
    names = {1: texts.t("Indicators"), 2: texts.t("Sub-areas"), 3: texts.t("Areas")}
    return tuple((str(one), names[one]) for one in (2, 3, 1) if len(model.at(one)) > 1)


def cluster_options(study: ScoredStudy, codes: tuple[str, ...], texts: Texts) -> Options:
    """Clusters by name."""
    found = [study.cluster(code) for code in codes]
    named = sorted(found, key=lambda one: texts.sort_key(one.name))
    return tuple((one.code, one.code if one.name == one.code else f"{one.code}  {one.name}") for one in named)


def against_options(study: ScoredStudy, codes: tuple[str, ...], texts: Texts) -> Options:
    """What a gap may be measured to."""
    own = ((BENCHMARK, texts.t("the benchmark")), (MEDIAN, texts.t("the median")))
    return own + cluster_options(study, codes, texts)


def grouping_options(study: ScoredStudy, texts: Texts) -> Options:
    """The ways to group clusters."""
    return tuple((one.id, text_in(one.names, texts.language)) for one in study.groupings)


def group_options(study: ScoredStudy, texts: Texts) -> Options:
    """All clusters, or those of one class that is a crowd, with how many there are; the value is of `group_value`."""
    found = [("", texts.t("all clusters"))]
    for one in study.groupings:
        counts = [sum(one.members.get(code) == value for code in study.scores.clusters) for value, _ in one.classes]
        for (value, names), count in zip(one.classes, counts, strict=True):
            if count >= study.method.crowd:
                what = f"{text_in(one.names, texts.language)}: {text_in(names, texts.language)}"
                found.append((group_value(one.id, value), f"{what} ({count})"))
    return tuple(found)


def group_value(grouping: str, group: str) -> str:
    """A class of a grouping as one word; "" for all clusters."""
    return f"{grouping}{_BETWEEN}{group}" if group else ""


def group_of(value: str) -> dict[str, str]:
    """The part of a selection that such a word stands for."""
    grouping, _, group = value.partition(_BETWEEN)
    return {"grouping": grouping, "group": group} if group else {"group": ""}


def edition_options(own: Edition, earlier: Sequence[Edition]) -> Options:
    """The study's own edition ("") and those that it keeps, by their years."""
    return tuple(
        (code, str(one.field_window[0].year)) for code, one in (("", own), *((one.id, one) for one in earlier))
    )


def names_options(texts: Texts) -> Options:
    """How clusters may be called."""
    t = texts.t
    return (
        (Names.ALL.value, t("names")),
        (Names.AGREED.value, t("names of those that agreed")),
        (Names.CODES.value, t("codes")),
    )
