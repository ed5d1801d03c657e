"""Problems on standard output, the same for every command that checks something."""

import json
from collections.abc import Iterable
from typing import Any

from clusterbench_gui.app.wording import sentence
from clusterbench_gui.domain.problems import Problem, Severity
from clusterbench_gui.support.texts import Texts


def print_problems(problems: Iterable[Problem], texts: Texts, *, as_json: bool) -> int:
    """A sentence or a JSON object for each problem. The exit status: 0 where there is no error, 1 where there is."""
    found = tuple(problems)
    for one in found:
        print(json.dumps(_plain(one, texts), ensure_ascii=False) if as_json else sentence(one, texts))
    return 1 if any(one.severity is Severity.ERROR for one in found) else 0


def _plain(found: Problem, texts: Texts) -> dict[str, Any]:
    place = found.place
    return {
        "code": found.code,
        "severity": found.severity.value,
        "file": place.file,
        "sheet": place.sheet,
        "row": place.row,
        "column": place.column,
        "name": place.name,
        "values": dict(found.values),
        "message": sentence(found, texts),
    }
