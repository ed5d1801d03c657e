"""Problems in words: what happened, where, and what to do next. Window and command line share them."""

from collections.abc import Mapping

from clusterbench_gui.app.wording import (
    aggregating,
    bundles,
    comparing,
    composites,
    editions,
    imports,
    keeping,
    network_keeping,
    network_planning,
    networks,
    normalising,
    offers,
    pictures,
    preparing,
    questionnaires,
    reporting,
    uncertainty,
    weighting,
    work,
    workspace,
)
from clusterbench_gui.domain.problems import Place, Problem
from clusterbench_gui.exchange.networks.titles import titled
from clusterbench_gui.support.texts import Texts

_LONGEST = 300

SENTENCES: Mapping[str, str] = {
    **aggregating.SENTENCES,
    **bundles.SENTENCES,
    **comparing.SENTENCES,
    **composites.SENTENCES,
    **editions.SENTENCES,
    **imports.SENTENCES,
    **keeping.SENTENCES,
    **network_keeping.SENTENCES,
    **network_planning.SENTENCES,
    **networks.SENTENCES,
    **normalising.SENTENCES,
    **offers.SENTENCES,
    **pictures.SENTENCES,
    **questionnaires.SENTENCES,
    **reporting.SENTENCES,
    **uncertainty.SENTENCES,
    **weighting.SENTENCES,
    **work.SENTENCES,
    **workspace.SENTENCES,
    **preparing.SENTENCES,
}


def sentence(problem: Problem, texts: Texts) -> str:
    """One line: the place, then what is wrong and what to do. An unworded code is a defect that a test finds."""
    if problem.code in networks.SENTENCES:
        problem = titled(problem, texts)
    place = problem.place
    fields: dict[str, object] = {"file": place.file, "sheet": place.sheet, "name": place.name, "column": place.column}
    fields |= {name: _brief(value) if isinstance(value, str) else value for name, value in problem.values.items()}
    words = texts.t(SENTENCES.get(problem.code, problem.code), **fields)
    where = place_words(place, texts)
    return f"{where}: {words}" if where else words


def _brief(text: str) -> str:
    """A text as a sentence can hold it: in one line, and no longer than somebody reads."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def place_words(place: Place, texts: Texts) -> str:
    """`file, sheet survey, row 4, column relevant`, as far as known."""
    parts = [place.file]
    if place.sheet:
        parts.append(texts.t("sheet {sheet}", sheet=place.sheet))
    if place.row is not None:
        parts.append(texts.t("row {row}", row=place.row))
    if place.column:
        parts.append(texts.t("column {column}", column=place.column))
    return ", ".join(_brief(part) for part in parts if part)
