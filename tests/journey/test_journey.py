"""From an empty home to a printed report, by key events, with the plug pulled in the middle."""

import os
import queue
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from clusterbench_gui.app.interviews import open_interview
from clusterbench_gui.app.scoring import collect, score
from clusterbench_gui.app.studies import open_study
from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.status import Status
from tests.helpers.study import ref

DRIVER = Path(__file__).with_name("driver.py")
ROOT = DRIVER.parent.parent.parent
NAME = "Klaster Źródeł i Łąk"
PATIENCE = 60


class Run:
    """The program in a process of its own, and what it said."""

    def __init__(self, home, *arguments):
        environment = {
            **os.environ,
            "CLUSTERBENCH_HOME": str(home),
            "QT_QPA_PLATFORM": "offscreen",
            "LANG": "pl_PL.UTF-8",
            "LC_ALL": "",
            "LC_CTYPE": "C.UTF-8",
        }
        self.process = subprocess.Popen(
            [sys.executable, str(DRIVER), *arguments],
            cwd=ROOT,
            env={**environment, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        self.said = []
        self._lines = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self):
        for line in self.process.stdout:
            self._lines.put(line.rstrip("\n"))
        self._lines.put(None)

    def until(self, words):
        """Wait for a line; fail with what was said where the program ends or is silent for too long."""
        try:
            while (line := self._lines.get(timeout=PATIENCE)) is not None:
                self.said.append(line)
                if line.startswith(words):
                    return
        except queue.Empty:
            pass
        pytest.fail("the program went no further than: " + "\n".join(self.said[-15:]))

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self._reader.join()
        self.process.stdout.close()


@pytest.fixture
def run(home):
    made = []

    def start(*arguments):
        made.append(Run(home, *arguments))
        return made[-1]

    yield start
    for one in made:
        one.close()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill a process without notice")
def test_from_the_first_question_to_the_report_with_the_plug_pulled_in_between(run, home, tmp_path):
    first = run("begin")
    first.until("typing")
    acknowledged = [line.split()[1] for line in first.said if line.startswith("saved")]
    time.sleep(0.5)
    os.kill(first.process.pid, signal.SIGKILL)
    first.close()
    assert len(acknowledged) == 30

    second = run("go-on", str(tmp_path))
    second.until("report written")
    assert second.process.wait(PATIENCE) == 0
    assert "back at budget_total '300 '" in second.said
    number = first.said[-1].removeprefix("typing ")
    (told,) = [one for one in second.said if one.startswith("told ")]
    assert number in re.findall(r"\d+", told)

    study = open_study(home / "studies" / "demo.clusterbench", read_only=True)
    try:
        interview = next(
            one
            for one in study.workspace.interviews()
            if study.workspace.events(one.id)[0].person != "demo-1"
            and study.workspace.events(one.id)[0].person != "demo-2"
        )
        assert interview.status is Status.FINISHED
        session = open_interview(study, interview.id, "pl").session
        assert session.question(ref(session, "communication_note")).value == "Zażółć gęślą jaźń"
        assert session.question(ref(session, "budget_total")).value == "300000"
        assert session.question(ref(session, "staff_fte")).value == "3.5"
        assert session.question(ref(session, "market_purchases")).absence is Absence.REFUSED
        scored = score(collect(study))
        assert scored.scores.cells[interview.cluster]["I"].rank in range(1, 37)
    finally:
        study.close()

    (report,) = tmp_path.glob("*.pdf")
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed; everything before the report's text was checked")
    text = subprocess.run(["pdftotext", report, "-"], capture_output=True, text=True, check=True).stdout
    assert NAME in " ".join(text.split())
