"""Reports: one PDF for each cluster, into a folder, with progress and cancel. Papers of one interview are in `app.papers`."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

from clusterbench_gui.app.files import write_file
from clusterbench_gui.app.reporting.dossier import dossier_of
from clusterbench_gui.app.reporting.material import Material, material_of
from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.domain.studies import Cluster
from clusterbench_gui.support.texts import texts

Progress = Callable[[int, int], None]


def preview(study: ScoredStudy, code: str, language: str) -> bytes:
    """The PDF report of one cluster. Raises `ProblemError` where the study has no such cluster."""
    _require(study, [code])
    return _pages(material_of(study), code, language)


def write_reports(
    study: ScoredStudy,
    codes: Sequence[str],
    language: str,
    folder: Path,
    *,
    progress: Progress = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[Path, ...]:
    """Write a report for each code and return the files written until then when cancelled.

    A file appears whole or not at all. `progress` is told how many of how many are done. Raises `ProblemError` where the
    study has no such cluster or the folder cannot be written.
    """
    _require(study, codes)
    material = material_of(study)
    written: list[Path] = []
    for code in codes:
        if cancelled():
            break
        path = folder / report_name(study, code, language)
        write_file(path, _pages(material, code, language))
        written.append(path)
        progress(len(written), len(codes))
    return tuple(written)


def _pages(material: Material, code: str, language: str) -> bytes:
    from clusterbench_gui.reports.individual.report import cluster_report  # noqa: PLC0415 - matplotlib and reportlab, only here

    return cluster_report(dossier_of(material, code), texts(language))


def _require(study: ScoredStudy, codes: Sequence[str]) -> None:
    known = {one.code for one in study.clusters}
    unknown = [problem("cluster-unknown", Place(name=code)) for code in codes if code not in known]
    if unknown:
        raise ProblemError(*unknown)


def scored_codes(study: ScoredStudy) -> tuple[str, ...]:
    """Clusters that have anything to report: at least one value."""
    top = study.model.at(1)
    return tuple(
        one.code
        for one in study.clusters
        if any(study.scores.cells[one.code][node.code].raw is not None for node in top)
    )


def report_name(study: ScoredStudy, code: str, language: str) -> str:
    """File name of a cluster's report, such as `K07-klaster-dolina-maszyn-pl.pdf`."""
    return file_name(study.cluster(code), language)


def file_name(cluster: Cluster, *parts: str) -> str:
    """File name of a paper: code and name of the cluster in plain letters, then the parts."""
    plain = cluster.name.replace("ł", "l").replace("Ł", "L")
    plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60].strip("-")
    safe_code = re.sub(r"[^A-Za-z0-9]+", "_", cluster.code)
    return "-".join([safe_code, *([slug] if slug else []), *parts]) + ".pdf"
