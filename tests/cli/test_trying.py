"""The conversation of `form try`: by function, through a pipe, and at a pseudo-terminal."""

import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from clusterbench_gui.cli.trying import Trial
from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.forms.read import read_form
from clusterbench_gui.forms.session import FormSession
from clusterbench_gui.support.texts import Texts

FORM = """| settings |
| | form_id | version | default_language | namespaces |
| | walk | 1 | Polski (pl) | cb="urn:clusterbench:xforms" |
| survey |
| | type | name | label::Polski (pl) | label::English (en) | hint::English (en) | constraint | constraint_message::English (en) | required | relevant | bind::cb:absence | bind::cb:warning | bind::cb:warningMsg |
| | begin_group | you | Ty | You | | | | | | | | |
| | integer | age | Wiek? | How old? | In years | . < 150 | Too old. | yes | | refused dont-know | . < 100 | So old? |
| | text | why | Dlaczego? | Why? | | | | | ${age} > 99 | | | |
| | select_one yn | ok | Dobrze? | Fine? | | | | | | | | |
| | select_multiple yn | all | Które? | Which? | | | | | | | | |
| | acknowledge | seen | Widziane | Seen | | | | | | | | |
| | end_group | | | | | | | | | | | |
| | begin_repeat | pet | Zwierzę | Pet | | | | | | | | |
| | text | pet_name | Imię | Name of pet of ${age} | | | | | | | | |
| | begin_repeat | toy | Zabawka | Toy | | | | | | | | |
| | text | toy_name | Nazwa | Name of toy | | | | | | | | |
| | end_repeat | | | | | | | | | | | |
| | end_repeat | | | | | | | | | | | |
| | note | bye | Pa | Bye ${age} | | | | | | | | |
| choices |
| | list_name | name | label::Polski (pl) | label::English (en) |
| | yn | y | Tak | Yes |
| | yn | n | Nie | No |
"""


class Walk:
    """A walk that was given some lines; `said` is all that it answered."""

    def __init__(self, *lines: str) -> None:
        self.session = FormSession(read_form("walk.md", FORM.encode()), instance_id="uuid:1")
        self.session.set_language("English (en)")
        self.heard: list[str] = []
        left = list(lines)
        self.trial = Trial(self.session, Texts("en"), lambda: left.pop(0) if left else None, self.heard.append)
        self.is_at_end = self.trial.run()

    def value(self, ref: str) -> str:
        return self.session.question(f"/data/{ref}").value

    @property
    def said(self) -> str:
        return "\n".join(self.heard)


def test_a_question_is_shown_with_heading_hint_and_choices() -> None:
    said = Walk("15").said
    assert "== You ==\n[1/8] How old? *\n    In years\n    (dk don't know, rf refused)" in said
    assert "Fine?\n    1) Yes  [y]\n    2) No  [n]" in said


def test_choices_are_taken_by_number_and_by_name() -> None:
    walk = Walk("15", "2", "n,1", "1")
    assert (walk.value("you/ok"), walk.value("you/all"), walk.value("you/seen")) == ("n", "n y", "OK")
    assert Walk("15", "y", "y 2").value("you/all") == "y n"


def test_a_refused_answer_stays_at_its_question_with_the_forms_words() -> None:
    walk = Walk("151", "x", "15")
    assert "! Too old." in walk.said
    assert "! This cannot be an answer to this question." in walk.said
    assert walk.value("you/age") == "15"


def test_a_soft_check_warns_and_goes_on() -> None:
    walk = Walk("120", "because")
    assert "! So old?" in walk.said
    assert walk.value("you/why") == "because"


def test_an_absence_is_taken_where_it_is_allowed_and_is_text_elsewhere() -> None:
    walk = Walk("dk", "", "", "", "dk")
    assert walk.session.question("/data/you/age").absence is Absence.DONT_KNOW
    assert walk.value("pet[1]/pet_name") == "dk"


def test_one_goes_back_and_sees_the_answer() -> None:
    walk = Walk("15", "<", "16", ":go age")
    assert walk.said.count("now: 15") == 1
    assert walk.heard[-1].endswith("now: 16")


def test_a_required_answer_is_not_taken_back() -> None:
    walk = Walk("15", "y", ":back", ":clear", ":go age", ":clear")
    assert walk.value("you/ok") == ""
    assert walk.value("you/age") == "15"
    assert "! This question needs an answer." in walk.said


def test_rows_are_added_and_removed_at_any_depth() -> None:
    walk = Walk("15", "", "", "", "Rex", "Ball", "+", "Bone", "", "+", "Azor", "+", "Car", "-", "", "- 1")
    assert b"Ball" not in walk.session.submission()
    assert walk.value("pet[1]/pet_name") == "Azor"
    assert "Toy (2)" in walk.said
    assert "Pet: 1 row" in walk.heard[-1]


def test_a_row_that_is_not_there_is_not_removed() -> None:
    walk = Walk(":go pet", "- 7", "- x", "-", "-")
    assert walk.said.count("There is no such row.") == 3


def test_signs_that_are_commands_can_be_answers() -> None:
    walk = Walk(":go pet_name", "=-")
    assert walk.value("pet[1]/pet_name") == "-"
    assert Walk(":go pet_name", "= :go ").value("pet[1]/pet_name") == " :go "


def test_the_language_changes_on_the_way() -> None:
    walk = Walk(":lang pl", ":lang de")
    assert "Wiek? *" in walk.said
    assert "The questionnaire speaks: Polski (pl), English (en)." in walk.heard


@pytest.mark.parametrize(("line", "answer"), [(":fly", ":fly"), (":go nowhere", "nowhere"), ("?", ":lang CODE")])
def test_help_and_slips_change_nothing(line: str, answer: str) -> None:
    walk = Walk(line)
    assert answer in walk.said
    assert walk.trial.session.submission() == Walk().session.submission()


def test_what_is_missing_is_listed_at_the_end() -> None:
    walk = Walk()
    assert walk.is_at_end
    assert not walk.trial.report()
    assert walk.heard[-2:] == ["Still to be done:", "  How old?: This question needs an answer."]
    assert Walk("15").trial.report()


def test_notes_are_read_and_not_answered() -> None:
    assert "   Bye 15" in Walk("15", *[""] * 7).said
    assert not Walk("15", ":quit").is_at_end


@pytest.fixture
def command(tmp_path: Path) -> list[str]:
    (tmp_path / "walk.md").write_text(FORM, encoding="utf-8")
    return [sys.executable, "-m", "clusterbench_gui", "form", "try", str(tmp_path / "walk.md")]


def test_a_pipe_gives_the_submission(command: list[str]) -> None:
    done = subprocess.run(command, input="15\n\n\n\nŻaba\n".encode(), capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    last = done.stdout.decode().splitlines()[-1]
    assert last.startswith("<?xml")
    assert "<age>15</age>" in last
    assert "<pet_name>Żaba</pet_name>" in last


def test_choices_come_from_a_file_beside_the_form(command: list[str], tmp_path: Path) -> None:
    survey = "| survey |\n| | type | name | label |\n| | select_one_from_file towns.csv | town | Town |\n"
    (tmp_path / "walk.md").write_text(survey, encoding="utf-8")
    (tmp_path / "towns.csv").write_text("name;label\nwaw;Warszawa\n", encoding="utf-8")
    done = subprocess.run(command, input=b"1\n", capture_output=True, check=False)
    assert "<town>waw</town>" in done.stdout.decode()


def test_a_question_without_choices_says_so() -> None:
    survey = "| survey |\n| | type | name | label |\n| | select_one_from_file towns.csv | town | Town |\n"
    said: list[str] = []
    Trial(FormSession(read_form("walk.md", survey.encode())), Texts("en"), lambda: None, said.append).run()
    assert "    There is nothing to choose from now." in said


def test_the_submission_goes_into_a_file(command: list[str], tmp_path: Path) -> None:
    out = tmp_path / "new" / "me.xml"
    done = subprocess.run([*command, "--out", str(out)], input=b"\n", capture_output=True, check=False)
    assert done.returncode == 1
    assert b"<?xml" not in done.stdout
    assert b"<age/>" in out.read_bytes()


def test_answers_are_not_lost_where_the_file_cannot_be_written(command: list[str], tmp_path: Path) -> None:
    out = tmp_path / "walk.md" / "me.xml"
    done = subprocess.run([*command, "--out", str(out)], input=b"15\n", capture_output=True, check=False)
    assert done.returncode == 2
    assert b"<age>15</age>" in done.stdout
    assert len(done.stderr.splitlines()) == 1


def read_until(terminal: int, wanted: bytes, seconds: float = 10) -> bytes:
    """What a terminal shows until `wanted` is there, for so many seconds at most."""
    shown, end = b"", time.monotonic() + seconds
    while wanted not in shown and (left := end - time.monotonic()) > 0:
        if select.select([terminal], [], [], left)[0]:
            shown += os.read(terminal, 4096)
    return shown


def press_until(terminal: int, key: bytes, wanted: bytes) -> bytes:
    """As a person does: again, where nothing happens. A signal just before Python waits for a line is seen only with the next."""
    shown = b""
    for _ in range(5):
        os.write(terminal, key)
        shown += read_until(terminal, wanted, 2)
        if wanted in shown:
            break
    return shown


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind")
@pytest.mark.parametrize("key", [b"\x03", b"\x04", b":quit\n"], ids=["Ctrl+C", "Ctrl+D", "quit"])
def test_a_terminal_is_left_with_one_sentence(command: list[str], key: bytes) -> None:
    import pty

    pid, terminal = pty.fork()
    if pid == 0:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # tests that run in the background are started with it ignored
        os.execv(command[0], command)
    try:
        assert b"Wiek?" in read_until(terminal, b"> ")
        os.write(terminal, b"151\n")
        assert b"! " in read_until(terminal, b"\n> ")
        shown = press_until(terminal, key, b"no submission was made.")
        assert b"Traceback" not in shown
        assert shown.strip().endswith(b"Left before the end; no submission was made.")
        assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 1
    finally:
        os.close(terminal)
