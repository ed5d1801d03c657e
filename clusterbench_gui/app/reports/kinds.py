"""What reports there are, of which cluster, and what their files are called."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum

from clusterbench_gui.domain.problems import Problem
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.domain.studies import Cluster


class Kind(Enum):
    """The kinds of reports on a study. Those of one interview are papers (`app.papers`)."""

    INDIVIDUAL = "individual"
    FACT_SHEET = "fact-sheet"
    GENERAL = "general"
    SLIDES = "slides"

    @property
    def is_of_cluster(self) -> bool:
        """There is one for each cluster."""
        return self in {Kind.INDIVIDUAL, Kind.FACT_SHEET}


@dataclass(frozen=True, slots=True)
class Report:
    """One report: its kind, and the code of its cluster where it is of one."""

    kind: Kind
    cluster: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """What became of one report: its pages as PDF, or what is wrong. `trace` is where an error came from that nobody expected."""

    report: Report
    pages: bytes = b""
    problems: tuple[Problem, ...] = ()
    trace: str = ""


def reports_of(codes: Collection[str], *kinds: Kind) -> tuple[Report, ...]:
    """Reports of these kinds: one each, or one for each cluster."""
    return tuple(Report(kind, code) for kind in kinds for code in (codes if kind.is_of_cluster else ("",)))


def scored_codes(study: ScoredStudy) -> tuple[str, ...]:
    """Clusters that have anything to report: at least one value."""
    top = study.model.at(1)
    return tuple(
        one.code
        for one in study.clusters
        if any(study.scores.cells[one.code][node.code].raw is not None for node in top)
    )


def report_name(study: ScoredStudy, report: Report, language: str) -> str:
    """File name of a report, such as `K07-klaster-dolina-maszyn-pl.pdf`. KeyError where the study has no such cluster."""
    match report.kind:
        case Kind.GENERAL:
            return f"general-report-{language}.pdf"
        case Kind.SLIDES:
            return f"slides-{language}.pdf"
        case Kind.FACT_SHEET:
            return file_name(study.cluster(report.cluster), "fact-sheet", language)
    return file_name(study.cluster(report.cluster), language)


def file_name(cluster: Cluster, *parts: str) -> str:
    """File name of a paper: code of the cluster, its name in plain letters, then the parts."""
    slug = slug_of(cluster.name)
    return "-".join([safe_code(cluster.code), *([slug] if slug else []), *parts]) + ".pdf"


def slug_of(name: str) -> str:
    """A name in plain letters, such as `klaster-dolina-maszyn`; "" where it has none."""
    plain = name.replace("ł", "l").replace("Ł", "L")
    plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60].strip("-")


def safe_code(code: str) -> str:
    """A code as a part of a file's name, in any script: codes tell files apart."""
    return re.sub(r"\W+", "_", code)
