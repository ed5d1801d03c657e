"""Reports made for tests that read them: each only once, with what its charts said when they were drawn."""

from dataclasses import dataclass, field

import pytest

from clusterbench_gui.domain.reporting import Dossier
from clusterbench_gui.reports.individual.report import cluster_report
from clusterbench_gui.reports.typesetting import flowables
from clusterbench_gui.support.texts import Texts, texts

CLUSTERS = ("K03", "K07", "K22")
"""One of them alone in its class, all of them without some values, the last without an edition before."""


@dataclass
class Drawn:
    """The words of all charts that were drawn: values of axes, and everything else."""

    axes: set[str] = field(default_factory=set)
    labels: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Made:
    """A report with the dossier it was made of, in a language, and the words of its charts."""

    dossier: Dossier
    language: Texts
    report: bytes
    drawn: Drawn


def made_of(dossier: Dossier, language: str) -> Made:
    seen, draw = Drawn(), flowables.draw_figure

    def heard(figure, *where) -> None:
        for text in figure.axes[0].texts:
            words_ = text.get_text().replace("\xa0", " ")
            if text.get_gid() in {"tick", "ring"}:
                seen.axes.add(words_.rstrip(" %"))
            else:
                seen.labels.append(words_)
        draw(figure, *where)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flowables, "draw_figure", heard)
        report = cluster_report(dossier, texts(language))
    return Made(dossier, texts(language), report, seen)
