"""JavaRosa, the engine inside ODK Collect, reads the submissions that we write and says the same."""

import base64
import shutil
import subprocess
from datetime import datetime
from pathlib import Path

import pytest
import pyxform

from clusterbench_gui.app.imports.run import import_files
from clusterbench_gui.app.openrosa import export_odk
from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.forms.session import FormSession
from clusterbench_gui.forms.xml import parse_xml
from tests.app.imports_form import page, visit_form
from tests.helpers.study import fill, fill_expert

DRIVER = Path(__file__).resolve().parents[2] / "benchmarks" / "javarosa" / "Reading.java"


@pytest.fixture
def javarosa():
    """What JavaRosa makes of submissions of a form."""
    if shutil.which("java") is None or shutil.which("javac") is None:
        pytest.skip("there is no JDK here")
    jar = next(Path(pyxform.__file__).parent.rglob("ODK_Validate.jar"), None)
    if jar is None:
        pytest.skip("pyxform came without JavaRosa")

    def read(form, files):
        command = ["java", "-cp", str(jar), str(DRIVER), str(form)]
        lines = "".join(f"{one}\n" for one in files)
        done = subprocess.run(command, input=lines, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return [base64.b64decode(line) for line in done.stdout.splitlines()]

    return read


def leaves(form, xml):
    """What an instance holds, in order; decimals and moments by what they mean, since JavaRosa writes 3 as 3.0 and in its own zone."""
    meant = {"decimal": float, "dateTime": datetime.fromisoformat}
    readers = {one.name: meant.get(one.bind.type, str) for one in form.elements}
    root = next(parse_xml("s", xml).elements())
    found = [one for one in root.walk() if one.name and not list(one.elements())]
    return [(one.name, one.text() and readers.get(one.name, str)(one.text()), one.foreign) for one in found]


def compared(study, folder, wave, javarosa):
    files = [
        one for one in export_odk(study, folder) if one.name == "submission.xml" and one.is_relative_to(folder / wave)
    ]
    read = javarosa(folder / wave / f"{wave}.xml", files)
    assert len(read) == len(files) > 0
    for file, xml in zip(files, read, strict=True):
        assert leaves(study.form(wave), file.read_bytes()) == leaves(study.form(wave), xml)
        session = FormSession(study.form(wave))
        assert session.load(xml) == ()


def test_javarosa_reads_the_edition(study, tmp_path, javarosa):
    fill(study, budget_private=Absence.REFUSED, policy_wish="a & <b> 'c'")
    fill_expert(study, "K02")
    compared(study, tmp_path, "coordinator", javarosa)
    compared(study, tmp_path, "expert", javarosa)


def test_javarosa_reads_rosters_within_rosters(study, tmp_path, javarosa):
    study.forms["coordinator"] = visit_form()
    (tmp_path / "s.xml").write_bytes(page())
    import_files(study, [tmp_path / "s.xml"])
    compared(study, tmp_path / "out", "coordinator", javarosa)
