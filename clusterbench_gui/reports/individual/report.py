"""The report of one cluster: that cluster by name, all others as a crowd."""

from clusterbench_gui.domain.editions import text_in
from clusterbench_gui.domain.reporting import Dossier
from clusterbench_gui.reports.individual.attachment import figures_csv
from clusterbench_gui.reports.individual.base import Report
from clusterbench_gui.reports.individual.headline import add_headline
from clusterbench_gui.reports.individual.sections import write_sections
from clusterbench_gui.reports.standing import standings
from clusterbench_gui.reports.typesetting.archive import AUTHOR, Attachment, Metadata
from clusterbench_gui.reports.typesetting.layout import Furniture, Known, Manuscript, typeset
from clusterbench_gui.reports.typesetting.look import look_of
from clusterbench_gui.reports.words import moment
from clusterbench_gui.support.texts import Texts


def cluster_report(dossier: Dossier, texts: Texts) -> bytes:
    """The report as a tagged PDF for the archive, with the cluster's figures attached as CSV; same dossier, same bytes."""
    study = dossier.study
    cluster = study.cluster(dossier.cluster)
    edition = text_in(study.titles, texts.language, study.edition)
    furniture = Furniture(
        f"{cluster.name} · {edition}",
        texts.t("Invented data") if study.synthetic else "",
        texts.t("Draft") if study.is_draft else "",
    )
    look = look_of(study.design, texts)
    places = {place.node.code: place for place in standings(study, dossier.cluster)}

    def written(known: Known) -> Manuscript:
        report = Report(Manuscript(texts, furniture, known, look), dossier, places, texts)
        add_headline(report)
        write_sections(report)
        return report.manuscript

    title = texts.t("{cluster}: report of the cluster, {edition}", cluster=cluster.name, edition=edition)
    metadata = Metadata(title, AUTHOR, texts.language, moment(study.as_of), study.program)
    figures = figures_csv(dossier, places, texts)
    attached = Attachment(texts.t("figures.csv"), "text/csv", texts.t("The figures of this report"), figures)
    return typeset(written, metadata, [attached])
