"""What an expert would say of a model at first sight, in plain sentences: `scoring.statistics.diagnosis` in words."""

from collections.abc import Callable, Iterator, Mapping

from clusterbench_gui.scoring.composite import Composite
from clusterbench_gui.scoring.statistics.diagnosis import Family, Finding, diagnose
from clusterbench_gui.support.texts import Texts


def diagnosis(composite: Composite, words: Texts) -> list[str]:
    """A sentence for each finding, of raw indicators and of every group that has several children; one sentence where nothing was found."""
    table = composite.prepared.stages[0].table
    found = diagnose(table.indicators, table.values, tuple(_families(composite)))
    return [_sentence(one, words) for one in found] or [words.t("Nothing unusual was found in indicators and groups.")]


def _families(composite: Composite) -> Iterator[Family]:
    codes = composite.tree.codes
    for group in composite.tree.groups:
        if len(group.children) > 1:
            children = tuple(codes[child] for child in group.children)
            yield Family(
                codes[group.parent], children, composite.scores[:, group.children], composite.scores[:, group.parent]
            )


def _sentence(one: Finding, words: Texts) -> str:
    return _SAID[one.code](one, words)


def _percent(value: float, words: Texts) -> str:
    return f"{words.number(100 * value, 0)} %"


_SAID: Mapping[str, Callable[[Finding, Texts], str]] = {
    "low-coverage": lambda one, words: words.t(
        "{node}: only {share} of the units have a value ({least} are wanted).",
        node=one.nodes[0],
        share=_percent(one.value, words),
        least=_percent(one.limit, words),
    ),
    "many-zeros": lambda one, words: words.t(
        "{node}: only {share} of the units have a value other than 0.",
        node=one.nodes[0],
        share=_percent(one.value, words),
    ),
    "few-different": lambda one, words: words.t(
        "{node}: few different values ({share} of the units), so that many share a place.",
        node=one.nodes[0],
        share=_percent(one.value, words),
    ),
    "skewed": lambda one, words: words.t(
        "{node}: a few extreme values dominate (skewness {value}). Consider a treatment.",
        node=one.nodes[0],
        value=words.number(one.value, 1),
    ),
    "alpha-low": lambda one, words: words.t(
        "{node}: what is below hardly measures one thing (Cronbach's alpha {value}, 0.6 is wanted).",
        node=one.nodes[0],
        value=words.number(one.value, 2),
    ),
    "item-against": lambda one, words: words.t(
        "{child} goes against the rest of {node} (correlation {value}). Is its direction right?",
        child=one.nodes[0],
        node=one.nodes[1],
        value=words.number(one.value, 2),
    ),
    "redundant": lambda one, words: words.t(
        "{one} and {other} say nearly the same (correlation {value}), so it counts twice.",
        one=one.nodes[0],
        other=one.nodes[1],
        value=words.number(one.value, 2),
    ),
    "silent": lambda one, words: words.t(
        "{child} hardly shows in {node} (correlation {value}).",
        child=one.nodes[0],
        node=one.nodes[1],
        value=words.number(one.value, 2),
    ),
    "dominant": lambda one, words: words.t(
        "{child} makes {share} of what varies in {node}, more than its share of the weights suggests.",
        child=one.nodes[0],
        node=one.nodes[1],
        share=_percent(one.value, words),
    ),
    "sampling-inadequate": lambda one, words: words.t(
        "{node}: too little in common for a factor analysis (KMO {value}, 0.5 is the least).",
        node=one.nodes[0],
        value=words.number(one.value, 2),
    ),
    "many-dimensions": lambda one, words: words.t(
        "{node}: several dimensions, the first explains only {share} of the variance.",
        node=one.nodes[0],
        share=_percent(one.value, words),
    ),
}
"""By code of a finding."""
