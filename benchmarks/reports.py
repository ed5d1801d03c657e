"""All reports of a study of 47 clusters, as in 2010, by one command; beside the same pages by WeasyPrint with charts of matplotlib.

Prints seconds and the workers' peak memory for 47 individual reports and the general one, as `clusterbench report` writes them; CPU seconds
and charts of one report; and what WeasyPrint takes for the same words, tables and charts in the same run, where it is installed
(`pip install weasyprint`; the program does without it). Bars stand beside what was measured.
Run: python benchmarks/reports.py [CLUSTERS] (default 47)
"""

import importlib
import logging
import multiprocessing
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from peer_pages import VARIANT, charts_of, manuscript_of, page_of, sheet
from pictures import studied

from clusterbench_gui.app.reporting.dossier import dossier_of
from clusterbench_gui.app.reporting.material import material_of
from clusterbench_gui.app.reporting.overview import overview_from
from clusterbench_gui.app.reports.kinds import Kind, reports_of, scored_codes
from clusterbench_gui.app.reports.writing import write_reports
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.reports.general import report as general
from clusterbench_gui.reports.individual import report as individual
from clusterbench_gui.support.texts import texts

ROUNDS = 5
SECONDS, CPU, FASTER, MEBIBYTES = 60, 1.5, 2, 350
"""The bars: all reports on two cores, one individual report, against the peer, each worker."""


def main() -> None:
    """Measure the run, then single reports by both, in turn."""
    for name in ("fontTools", "weasyprint"):
        logging.getLogger(name).setLevel(logging.ERROR)  # they remark on every subset and property
    with tempfile.TemporaryDirectory() as folder:
        study, earlier = studied(Path(folder), int(sys.argv[1]) if len(sys.argv) > 1 else 47)
        print(f"{'what':58}{'measured':>12}{'bar':>10}")
        run(study, earlier, Path(folder) / "out")
        compare(study, earlier)


def run(study: ScoredStudy, earlier: ScoredStudy, folder: Path) -> None:
    """Everything at once, as a user does it."""
    wanted = reports_of(scored_codes(study), Kind.GENERAL, Kind.INDIVIDUAL)
    peaks: dict[int, float] = {}
    before, start = _cpu(), time.perf_counter()
    done = write_reports(study, earlier, wanted, "pl", folder, progress=lambda _done, _total: peaks.update(_peaks()))
    seconds = time.perf_counter() - start
    if done.failed:
        raise SystemExit(f"not made: {done.failed[0]}")
    cores = os.cpu_count()
    line(f"{len(done.made)} reports, {len(peaks)} workers on {cores} cores, seconds", seconds, SECONDS)
    line("CPU seconds of all processes", _cpu() - before)
    line("peak memory of a worker, MiB", max(peaks.values(), default=float("nan")), MEBIBYTES)


def compare(study: ScoredStudy, earlier: ScoredStudy) -> None:
    """One report of a cluster and the general one, by both."""
    words, material = texts("pl"), material_of(study, earlier)
    dossiers = [dossier_of(material, code) for code in scored_codes(study)[: ROUNDS + 1]]
    overview = overview_from(material)
    peer = weasyprint()
    both = (
        ("individual", individual, individual.cluster_report, dossiers),
        ("general", general, general.general_report, [overview]),
    )
    for name, module, print_it, contents in both:
        ours: list[float] = []
        theirs: list[float] = []
        first = manuscript_of(module, lambda print_it=print_it, contents=contents: print_it(contents[0], words))  # type: ignore[misc]
        if len(contents) > 1:
            print_it(contents.pop(0), words)  # fonts and caches are there from the second on
        for content in contents:
            ours.append(_spent(lambda content=content, print_it=print_it: print_it(content, words)))  # type: ignore[misc]
            if peer is not None:
                made = manuscript_of(module, lambda content=content, print_it=print_it: print_it(content, words))  # type: ignore[misc]
                theirs.append(_spent(lambda made=made: peer(page_of(made))))  # type: ignore[misc]
        bar = CPU if name == "individual" else None
        line(f"CPU of one {name} report with {len(charts_of(first))} charts, seconds", statistics.median(ours), bar)
        if theirs:
            line("  the same by WeasyPrint, matplotlib's SVG", statistics.median(theirs))
            line("  so many times faster", statistics.median(theirs) / statistics.median(ours), FASTER)
    if peer is None:
        print("WeasyPrint is not installed, so there is nothing to compare with.")


def weasyprint() -> "Callable[[str], bytes] | None":
    """What makes a PDF of HTML, tagged and for the archive as ours; None where it is not installed."""
    try:
        module: Any = importlib.import_module("weasyprint")
    except ImportError:
        return None
    print(f"peer: WeasyPrint {module.__version__}, {VARIANT}")
    fonts = importlib.import_module("weasyprint.text.fonts").FontConfiguration()
    style = module.CSS(string=sheet(), font_config=fonts)

    def make(page: str) -> bytes:
        written: bytes = module.HTML(string=page).write_pdf(stylesheets=[style], font_config=fonts, pdf_variant=VARIANT)
        return written

    return make


def line(what: str, measured: float, bar: float | None = None) -> None:
    """A line of the table."""
    print(f"{what:58}{measured:12.2f}{bar if bar is not None else '':>10}", flush=True)


def _spent(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _cpu() -> float:
    """CPU seconds of this process and of those that it waited for."""
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in spent)


def _peaks() -> dict[int, float]:
    """The most memory that each worker has held until now, in MiB, by its process; nothing where the system does not say."""
    found = {}
    for child in multiprocessing.active_children():
        status = Path(f"/proc/{child.pid}/status")
        if child.pid is not None and status.exists():
            held = next(one for one in status.read_text().splitlines() if one.startswith("VmHWM"))
            found[child.pid] = int(held.split()[1]) / 1024
    return found


if __name__ == "__main__":
    main()
