"""The last page: how the figures were made, in words that need no formula."""

from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.reports.method import method_sentences, provenance
from clusterbench_gui.reports.typesetting.layout import Manuscript
from clusterbench_gui.support.texts import Texts

_ROOM = 470.0
"""Points: about the height of the two chapters, which are to stand on one page."""


def add_method(manuscript: Manuscript, study: ScoredStudy, texts: Texts) -> None:
    """Add the chapter on the method and the provenance of the figures."""
    manuscript.chapter(texts.t("How the figures were made"), room=_ROOM)
    for sentence in (*method_sentences(study, texts), _disclosure(study, texts)):
        manuscript.paragraph(sentence)
    manuscript.chapter(texts.t("Where the figures come from"))
    manuscript.items(provenance(study, texts))


def _disclosure(study: ScoredStudy, texts: Texts) -> str:
    return texts.n(
        "Other clusters appear only as a crowd. Median, benchmark, quartile and rank are shown where at least {n} other"
        " cluster has a value.",
        "Other clusters appear only as a crowd. Median, benchmark, quartile and rank are shown where at least {n} other"
        " clusters have a value.",
        study.method.crowd,
    )
