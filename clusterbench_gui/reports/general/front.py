"""The cover, and the aims of the study."""

from clusterbench_gui.domain.editions import text_in
from clusterbench_gui.reports.general.writer import Writer
from clusterbench_gui.reports.words import day


def _(message: str) -> str:
    """Mark a text for the catalogue; it is translated where it is used."""
    return message


_AIMS = (
    _("Learning: every cluster learns where it stands, what others do better and where it can improve."),
    _("Knowledge: what state clusters are in, how they work and how they change."),
    _("Good solutions: what the best do, so that others can take it over."),
    _("Public policy: what national, regional and local administration can do for clusters."),
    _("Science and support: what clusters need from research units and from those who support business."),
    _("Promotion: what clusters have to offer becomes known."),
)


def add_cover(writer: Writer) -> None:
    """Title, edition, date of the data, and what a reader has to know before reading on; then the contents."""
    study, texts = writer.study, writer.texts
    language = texts.language
    notes = [
        texts.t("Data as of {date}.", date=day(study.as_of, texts)) if study.as_of else "",
        text_in(study.notice, language),
        texts.t("The clusters and all figures are invented.") if study.synthetic else "",
        texts.t("Clusters that did not agree to be named have codes in place of names."),
    ]
    writer.manuscript.cover(
        texts.t("General report"), text_in(study.titles, language, study.edition), [note for note in notes if note]
    )
    writer.manuscript.chapter(texts.t("Contents"))
    writer.manuscript.contents(with_sections=True)
    writer.manuscript.new_page()


def add_aims(writer: Writer) -> None:
    """What the study is for."""
    texts = writer.texts
    writer.chapter("aims", texts.t("Aims of the study"), fresh=False)
    writer.paragraph(
        texts.t(
            "Benchmarking is comparing oneself with the best in order to learn from them. The study looks at clusters as"
            " organisations: at what they have, how they work, what they achieve and how they can grow. It is not a"
            " contest: a place in the ranking is a sign of where to look, not a prize."
        )
    )
    writer.manuscript.items(texts.t(aim) for aim in _AIMS)
    writer.paragraph(
        texts.t(
            "Every cluster gets a report of its own with its name and its results. This report is about all of them"
            " together. It speaks of single clusters only by code, unless a cluster agreed to be named."
        )
    )
