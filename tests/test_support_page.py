import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from pyxform import constants

from clusterbench_gui.domain.questions import Kind
from clusterbench_gui.forms.xpath.functions import COMPILED, FUNCTIONS, accounts
from clusterbench_gui.forms.xpath.functions.table import account

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def support() -> ModuleType:
    spec = importlib.util.spec_from_file_location("support_page", ROOT / "scripts" / "support_page.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def written() -> str:
    return (ROOT / "docs" / "xlsform-support.md").read_text(encoding="utf-8")


def test_page_is_what_the_code_gives(support: ModuleType, written: str) -> None:
    assert support.page() == written


def test_every_type_column_and_parameter_of_the_converter_is_on_the_page(support: ModuleType, written: str) -> None:
    known = {
        *support.spellings(),
        *support.parameters(),
        *(one for names in support.columns().values() for one in names),
    }
    assert {one for one in known if f"`{one}`" not in written} == set()


@pytest.mark.parametrize(
    ("spelling", "becomes"),
    [
        ("q picture", Kind.IMAGE.value),
        ("select one from", Kind.SELECT_ONE.value),
        ("uri:email", "property"),
        ("end time", "timestamp end"),
        ("end repeat", "structure"),
        ("background-geopoint", "action"),
        ("audit", "log of steps"),
        ("q select1", "refused"),
    ],
)
def test_the_engine_says_what_a_type_becomes(support: ModuleType, spelling: str, becomes: str) -> None:
    assert support.outcome(spelling) == becomes


def test_a_new_parameter_of_the_converter_shows(support: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        constants, "ParametersNote", constants.StrEnum("ParametersNote", {"COLOUR": "colour"}), raising=False
    )
    with pytest.raises(KeyError, match="note colour"):
        support.page()


def test_every_function_says_its_signature_what_it_gives_and_its_source() -> None:
    told = accounts()
    assert told.keys() == FUNCTIONS.keys() | COMPILED.keys()
    for name, function in FUNCTIONS.items():
        inside = told[name].signature.partition("(")[2].removesuffix(")")
        names = [one for one in inside.split(", ") if one]
        assert function.repeats == ("…" in names), name
        assert function.repeats or len(names) == len(function.parameters), name


def test_a_docstring_without_a_source_is_refused() -> None:
    with pytest.raises(ValueError, match="does nothing"):
        account("`f()`: does nothing.")
