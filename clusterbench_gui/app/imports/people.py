"""Who answers for what came from elsewhere."""

from collections.abc import Mapping

from clusterbench_gui.app.imports.intake import Remark
from clusterbench_gui.app.studies import Study
from clusterbench_gui.domain.events import Role
from clusterbench_gui.domain.studies import Person
from clusterbench_gui.exchange.submissions import moment

_IMPORT = "import"


def person_named(study: Study, name: str) -> Person:
    """Somebody of this name: one whom the study knows, else a new one; without a name the import itself."""
    wanted = name.strip() or _IMPORT
    known = next((one for one in study.workspace.persons() if wanted in {one.name, one.id}), None)
    return known or Person(f"{_IMPORT}:{wanted}" if name.strip() else _IMPORT, wanted, Role.INTERVIEWER)


def remark_of(study: Study, cells: Mapping[str, str]) -> Remark:
    """A line of `remarks.csv` (`app/export.py`)."""
    person = person_named(study, cells["_person"])
    return Remark(cells["question"], cells["remark"], person, moment(cells["_time"]))
