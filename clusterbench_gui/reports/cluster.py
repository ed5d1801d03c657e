"""The report of one cluster: that cluster by name, all others as a crowd."""

from collections.abc import Sequence

from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.reports.archive import Attachment, Metadata
from clusterbench_gui.reports.layout import Furniture, Manuscript
from clusterbench_gui.reports.method_page import add_method
from clusterbench_gui.reports.results_table import add_results, results_csv
from clusterbench_gui.reports.standing import Standing, standings
from clusterbench_gui.reports.words import moment, name, reason, share, to_benchmark, to_median
from clusterbench_gui.support.texts import Texts

_LISTED = 8
_INDICATOR = 1
AUTHOR = "ClusterBench"


def cluster_report(study: ScoredStudy, code: str, texts: Texts) -> bytes:
    """The report as a tagged PDF for the archive, with the cluster's figures attached as CSV; same study, same bytes.

    Raises KeyError where the study has no such cluster.
    """
    cluster = study.cluster(code)
    edition = study.titles.get(texts.language) or next(iter(study.titles.values()), study.edition)
    warning = texts.t("Invented data") if study.synthetic else ""
    places = standings(study, code)
    manuscript = Manuscript(texts.language, Furniture(f"{cluster.name} · {edition}", warning))
    manuscript.title(cluster.name)
    manuscript.paragraph(edition, manuscript.styles.subtitle)
    _add_headline(manuscript, study, places[0], texts)
    _add_results(manuscript, places, texts)
    _add_findings(manuscript, places, texts)
    add_method(manuscript, study, texts)
    title = texts.t("{cluster}: report of the cluster, {edition}", cluster=cluster.name, edition=edition)
    metadata = Metadata(title, AUTHOR, texts.language, moment(study.as_of), study.program)
    figures = Attachment(
        texts.t("figures.csv"), "text/csv", texts.t("The figures of this report"), results_csv(places, texts)
    )
    return manuscript.render(metadata, [figures])


def _add_headline(manuscript: Manuscript, study: ScoredStudy, top: Standing, texts: Texts) -> None:
    """Overall score and place in words, and what the reader must know before reading on."""
    manuscript.paragraph(_overall(top, texts), manuscript.styles.lead)
    manuscript.paragraph(" ".join(_place(top, texts)))
    notice = study.notice.get(texts.language) or next(iter(study.notice.values()), "")
    if notice:
        manuscript.paragraph(notice, manuscript.styles.note)
    manuscript.paragraph(
        texts.t("Confidential: this report is meant for the coordinator of this cluster only."), manuscript.styles.note
    )


def _overall(top: Standing, texts: Texts) -> str:
    if top.score is None:
        return texts.t("No overall score: {reason}", reason=reason(top.missing, texts))
    score = texts.number(top.score)
    if top.rank is None:
        return texts.t("Overall score {score} of 100 points", score=score)
    return texts.t(
        "Overall score {score} of 100 points: rank {rank} of {count}, quartile {quartile}",
        score=score,
        rank=top.rank,
        count=top.count,
        quartile=top.quartile or "–",
    )


def _place(top: Standing, texts: Texts) -> list[str]:
    """Distances to benchmark and median, and how much of the model the cluster's answers cover."""
    sentences = [to_benchmark(top, texts), to_median(top, texts)]
    if not top.crowd:
        sentences.append(texts.t("Too few other clusters have a value, so there is nothing to compare with."))
    sentences.append(texts.t("The coverage is {share}.", share=share(top.coverage, texts)))
    return [sentence for sentence in sentences if sentence]


def _add_results(manuscript: Manuscript, places: Sequence[Standing], texts: Texts) -> None:
    manuscript.chapter(texts.t("All results"), new_page=True)
    manuscript.paragraph(
        texts.t(
            "Score, median and benchmark are points from 0 to 100; the gap is score less benchmark. Quartile A is the best,"
            " D the last. A dash stands where too few clusters have a value to be shown."
        ),
        manuscript.styles.note,
    )
    add_results(manuscript, places, texts)


def _add_findings(manuscript: Manuscript, places: Sequence[Standing], texts: Texts) -> None:
    """Strengths and weaknesses among the indicators, each with its rule."""
    indicators = [place for place in places if place.node.level == _INDICATOR]
    strengths = sorted((one for one in indicators if one.is_strength), key=lambda one: -(one.to_median or 0))
    weaknesses = sorted((one for one in indicators if one.is_weakness), key=lambda one: one.to_median or 0)
    manuscript.chapter(texts.t("Strengths"))
    _add_list(
        manuscript, strengths, texts.t("Indicators in the top quartile, the farthest above the median first."), texts
    )
    manuscript.chapter(texts.t("Weaknesses"))
    _add_list(manuscript, weaknesses, texts.t("Indicators below the median, the farthest below it first."), texts)


def _add_list(manuscript: Manuscript, places: Sequence[Standing], rule: str, texts: Texts) -> None:
    more = len(places) - _LISTED
    if more > 0:
        rule += " " + texts.n("{n} more stands in the table.", "{n} more stand in the table.", more)
    manuscript.paragraph(rule, manuscript.styles.note)
    if not places:
        manuscript.paragraph(texts.t("None by this rule."))
        return
    manuscript.items(_finding(place, texts) for place in places[:_LISTED])


def _finding(place: Standing, texts: Texts) -> str:
    return texts.t(
        "{name}: score {score}, median {median}",
        name=name(place.node, texts),
        score=texts.number(place.score),
        median=texts.number(place.median),
    )
