"""Versions of one form, made from rows, and interviews with them in any order of steps."""

from hypothesis import strategies as st

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.session import FormSession

SETTINGS = """| settings |
| | form_id | version | namespaces |
| | demo | {version} | cb="urn:clusterbench:xforms" |
| survey |
| | type | name | label | required | relevant | constraint | calculation | choice_filter | default | repeat_count | bind::cb:absence |
"""
CHOICES = """| choices |
| | list_name | name | label | in |
| | colour | red | Red | |
| | colour | blue | Blue | |
| | town | waw | Warsaw | maz |
| | town | gda | Gdansk | pom |
"""
COLUMNS = ("required", "relevant", "constraint", "calculation", "choice_filter", "default", "repeat_count")


def question(kind: str, name: str, absence: str = "", **columns: str) -> str:
    cells = [kind, name, name.title(), *(columns.get(one, "") for one in COLUMNS), absence]
    return f"| | {' | '.join(cells)} |\n"


def roster(name: str, *rows: str, **columns: str) -> str:
    return question("begin_repeat", name, **columns) + "".join(rows) + question("end_repeat", "")


def begun(form: Form, *answers: tuple[str, str]) -> FormSession:
    session = FormSession(form, instance_id="uuid:1", keep_violations=True)
    for ref, value in answers:
        session.answer(ref, value)
    return session


ROWS = (
    question("integer", "n"),
    question("select_one colour", "colour"),
    question("select_multiple colour", "colours"),
    question("text", "a", "refused", relevant="${n} > 1", default="d"),
    question("calculate", "once", calculation="once(${n})"),
    roster("r", question("text", "ra"), roster("s", question("integer", "sa"), repeat_count="${n}")),
    roster("t", question("text", "ta"), repeat_count="${n}"),
)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("/data/n"), st.sampled_from(["0", "1", "2", "3"])),
        st.tuples(st.just("/data/colour"), st.sampled_from(["red", "blue", ""])),
        st.tuples(st.just("/data/colours"), st.sampled_from(["red blue", "blue", ""])),
        st.tuples(st.just("/data/a"), st.sampled_from(["x", "", "refused"])),
        st.tuples(st.sampled_from(["add /data/r", "drop /data/r[1]", "drop /data/r[2]"]), st.just("")),
        st.tuples(st.sampled_from(["/data/r[1]/ra", "/data/r[2]/ra", "/data/t[2]/ta"]), st.text("xyz", max_size=2)),
        st.tuples(st.sampled_from(["/data/r[1]/s[1]/sa", "/data/r[2]/s[2]/sa"]), st.integers(0, 9).map(str)),
    ),
    max_size=14,
)


def stepped(form: Form, steps: list[tuple[str, str]]) -> FormSession:
    session = begun(form)
    for ref, value in steps:
        if ref.startswith("add "):
            session.add_repeat(ref[4:])
        elif ref.startswith("drop "):
            session.remove_repeat(ref[5:])
        elif value == "refused":
            session.absent(ref, Absence.REFUSED)
        else:
            session.answer(ref, value)
    return session
