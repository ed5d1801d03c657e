"""The page on methods says what the code says, and every method that can be named has its formula's source there."""

import importlib.util
import sys
from pathlib import Path

import pytest

from clusterbench_gui.scoring.aggregating.methods import METHODS as AGGREGATIONS
from clusterbench_gui.scoring.weighting.methods import METHODS as WEIGHTINGS

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def methods():
    spec = importlib.util.spec_from_file_location("methods_page", ROOT / "scripts" / "methods_page.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_the_page_is_what_the_docstrings_give(methods):
    assert (ROOT / "docs" / "methods.md").read_text(encoding="utf-8") == methods.page()


@pytest.mark.parametrize("method", [*AGGREGATIONS.values(), *WEIGHTINGS.values()], ids=lambda one: one.__name__)
def test_every_named_method_has_its_source(method):
    assert "Source:" in method.__doc__


def test_every_defect_of_the_reference_that_is_left_out_is_told(methods):
    told = methods.page().partition("## What is done differently from COINr")[2]
    for defect in (
        "fracmax",
        "copeland",
        "genmean",
        "log_gii",
        "impute_panel",
        "change",
        "sensitivity",
        "run",
        "balance",
    ):
        assert f"`{defect}`" in told or defect in told, defect
