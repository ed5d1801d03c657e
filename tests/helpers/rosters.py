"""A questionnaire of rosters: a grid, a growing list of projects with partners inside, and rows that the form makes."""

from functools import cache

from clusterbench_gui.app.interviews import OpenInterview
from clusterbench_gui.domain.status import Status
from clusterbench_gui.domain.studies import Cluster, Interview
from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.read import read_form
from clusterbench_gui.forms.session import FormSession

FIRM = "/data/g/firm"
PROJECT = "/data/h/project"
YEAR = "/data/g/year"

_FORM = """| settings |
| | form_id | version | namespaces |
| | rosters | 1 | cb="urn:clusterbench:xforms" |
| survey |
| | type | name | label | relevant | constraint | required | calculation | appearance | repeat_count | bind::cb:absence |
| | begin_group | g | Members | | | | | | | |
| | begin_repeat | firm | Firms | | | | | | | |
| | text | name | Name | | | yes | | | | refused |
| | select_one kind | kind | Legal form | | | | | minimal | | |
| | integer | staff | Staff | | . >= 0 and . <= 5000 | | | | | dont-know |
| | decimal | share | Share of exports | ${kind} = 'ltd' | | | | | | |
| | date | since | Member since | | | | | | | |
| | end_repeat | | | | | | | | | |
| | calculate | total | | | | | sum(${staff}) | | | |
| | begin_repeat | year | Turnover by year | | | | | | 3 | |
| | decimal | turnover | Turnover | | | | | | | |
| | end_repeat | | | | | | | | | |
| | end_group | | | | | | | | | |
| | begin_group | h | Projects | | | | | | | |
| | begin_repeat | project | Project | | | | | | | |
| | text | title | Title | | | | | | | |
| | text | about | About it | | | | | multiline | | |
| | begin_repeat | partner | Partners | | | | | | | |
| | text | pname | Partner | | | | | | | |
| | integer | money | Contribution | | | | | | | |
| | end_repeat | | | | | | | | | |
| | end_repeat | | | | | | | | | |
| | end_group | | | | | | | | | |
| choices |
| | list_name | name | label |
| | kind | ltd | Spółka z o.o. |
| | kind | plc | Spółka akcyjna |
"""


@cache
def form() -> Form:
    """Read once."""
    return read_form("rosters.md", _FORM.encode())


def interview(firms: int = 1, projects: int = 1) -> OpenInterview:
    """A fresh interview with so many empty firms and projects."""
    session = FormSession(form(), instance_id="uuid:1", keep_violations=True)
    for ref, wanted in ((FIRM, firms), (PROJECT, projects)):
        while session.room(ref) and _rows(session, ref) > wanted:
            session.remove_repeat(f"{ref}[1]")
        if wanted > _rows(session, ref):
            session.add_repeat(ref, wanted - _rows(session, ref))
    about = Interview(
        "uuid:1", "K01", "coordinator", "rosters", "1", Status.OPEN, "p1", "2012-07-01T12:00:00+02:00", ""
    )
    return OpenInterview(session, about, Cluster("K01", "Klaster"), {}, "")


def _rows(session: FormSession, ref: str) -> int:
    try:
        return int(session.last_row(ref).rpartition("[")[2].rstrip("]"))
    except KeyError:
        return 0
