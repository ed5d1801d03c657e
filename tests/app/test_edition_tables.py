"""Tables that lie in an edition's folder go with its questionnaires."""

from types import SimpleNamespace

from clusterbench_gui.app.editions.check_forms import read_questionnaire
from clusterbench_gui.app.formulas import edition_forms
from clusterbench_gui.app.studies import Study
from clusterbench_gui.forms.session import FormSession

FORM = b"""| survey |
| | type | name | label |
| | select_one_from_file towns.csv | town | Town |
"""
FILES = {"form.md": FORM, "towns.csv": b"name,label\nw,Warszawa\n"}
INSTRUMENT = SimpleNamespace(id="coordinator", file="form.md")
EDITION = SimpleNamespace(files=FILES, instruments=[INSTRUMENT], wave=lambda name: f"{name}-1")


def offered(form):
    return [one.label for one in FormSession(form).question("/data/town").choices]


def test_forms_of_an_edition_read_the_tables_beside_them():
    assert offered(edition_forms(EDITION)["coordinator"]) == ["Warszawa"]
    assert offered(Study(None, EDITION).form("coordinator-1")) == ["Warszawa"]


def test_checking_an_edition_looks_at_the_tables_too():
    def codes(files):
        return [one.code for one in read_questionnaire("form.md", files, None).problems]

    assert codes(FILES) == []
    assert codes(FILES | {"towns.csv": b"name,label\nw,Warszawa,x\n"}) == ["cells-count"]
    assert "table-missing" in codes({"form.md": FORM})
