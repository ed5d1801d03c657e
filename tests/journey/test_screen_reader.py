"""The real program on a screen nobody sees, worked by AT-SPI alone: the way from the first start into an interview."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from clusterbench_gui.app.interviews import open_interview
from clusterbench_gui.app.studies import open_study
from tests.helpers.study import ref

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
PYTHON = "/usr/bin/python3"
NAME = "Klaster Źródeł i Łąk"


def _has_reader():
    return (
        Path(PYTHON).exists()
        and subprocess.run([PYTHON, "-c", "import pyatspi"], check=False, capture_output=True).returncode == 0
    )


pytestmark = [
    pytest.mark.skipif(
        not (shutil.which("Xvfb") and shutil.which("dbus-run-session") and Path(LAUNCHER).exists()),
        reason="needs Xvfb, dbus-run-session and at-spi2-core",
    ),
    pytest.mark.skipif(not _has_reader(), reason="needs python3-pyatspi"),
]

SESSION = """
Xvfb -displayfd 3 -screen 0 1366x768x24 -nolisten tcp 3>"$HOME_OF_TEST/display" 2>/dev/null & screen=$!
until [ -s "$HOME_OF_TEST/display" ]; do sleep 0.1; done
export DISPLAY=:$(cat "$HOME_OF_TEST/display")
"$LAUNCHER" --launch-immediately 2>/dev/null & bus=$!
"$PROGRAM" "$ROOT/main.py" --language pl & program=$!
"$READER" "$HERE/reader.py"; said=$?
kill $program; wait $program; kill $bus $screen
exit $said
"""


def test_an_answer_given_through_a_screen_reader_is_kept(home):
    environment = {
        **os.environ,
        "CLUSTERBENCH_HOME": str(home),
        "HOME_OF_TEST": str(home),
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "PYTHONPATH": str(ROOT),
        "LAUNCHER": LAUNCHER,
        "PROGRAM": sys.executable,
        "ROOT": str(ROOT),
        "READER": PYTHON,
        "HERE": str(HERE),
    }
    done = subprocess.run(
        ["dbus-run-session", "--", "bash", "-c", SESSION],
        env=environment,
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    said = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-2000:]
    assert [one for one in said if one.get("nameless")] == []
    assert said[-1] == {"done": True}
    folder = next(home.rglob("*.clusterbench"))
    study = open_study(folder)
    try:
        (interview,) = study.workspace.interviews()
        taken = open_interview(study, interview.id, "pl")
        question = taken.session.question(ref(taken.session, "cluster_name"))
        assert question.value == NAME or NAME in taken.drafts.values()
        assert taken.cluster.name == NAME
        assert taken.session.question(ref(taken.session, "consent_part")).value == "yes"
    finally:
        study.close()
