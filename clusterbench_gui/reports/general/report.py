"""The general report: what all clusters together show, for everybody who has to do with clusters."""

from clusterbench_gui.domain.editions import text_in
from clusterbench_gui.domain.reporting import Overview
from clusterbench_gui.reports.general.annex import attachments
from clusterbench_gui.reports.general.sections import write_sections
from clusterbench_gui.reports.general.writer import Writer
from clusterbench_gui.reports.typesetting.archive import AUTHOR, Metadata
from clusterbench_gui.reports.typesetting.layout import Furniture, Known, Manuscript, typeset
from clusterbench_gui.reports.typesetting.look import look_of
from clusterbench_gui.reports.words import moment
from clusterbench_gui.support.texts import Texts


def general_report(overview: Overview, texts: Texts) -> bytes:
    """The report as a tagged PDF for the archive, its tables attached; the same overview gives the same bytes."""
    study = overview.study
    edition = text_in(study.titles, texts.language, study.edition)
    title = texts.t("General report – {edition}", edition=edition)
    look = look_of(study.design, texts)
    furniture = Furniture(
        title,
        warning=texts.t("Invented data") if study.synthetic else "",
        draft=texts.t("Draft") if study.is_draft else "",
    )

    def write(known: Known) -> Manuscript:
        manuscript = Manuscript(texts, furniture, known, look)
        write_sections(Writer(manuscript, overview, texts))
        return manuscript

    author = look.publisher or AUTHOR
    metadata = Metadata(title, author, texts.language, moment(study.as_of), study.program)
    files = attachments(Writer(Manuscript(texts, furniture, Known(), look), overview, texts))
    return typeset(write, metadata, files)
