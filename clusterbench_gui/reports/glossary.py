"""The terms of the edition, in the order of the alphabet."""

from collections.abc import Sequence

from clusterbench_gui.domain.editions import Term, text_in
from clusterbench_gui.reports.typesetting.layout import Manuscript
from clusterbench_gui.support.markup import Run
from clusterbench_gui.support.texts import Texts

_SHORT = 1500
"""Characters: a longer text needs lines of the full width."""


def write_glossary(manuscript: Manuscript, glossary: Sequence[Term], texts: Texts) -> None:
    """Term and text in two columns, as the edition has them."""
    terms = [(text_in(one.names, texts.language), text_in(one.texts, texts.language)) for one in glossary]
    manuscript.paragraph(texts.t("Terms as this study uses them."), manuscript.styles.note)
    ordered = sorted(terms, key=lambda one: texts.sort_key(one[0]))
    entries = [[Run(term, bold=True), Run(f" – {text}")] for term, text in ordered]
    if max(len(text) for _, text in terms) <= _SHORT:
        manuscript.columns(entries, manuscript.styles.term)
        return
    for entry in entries:
        manuscript.paragraph(entry, manuscript.styles.term)
