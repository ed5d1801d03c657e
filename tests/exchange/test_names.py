"""Names that SPSS and Stata take."""

import re

import pyreadstat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterbench_gui.exchange.names import cut, cut_bytes, short_names

NAMES = st.lists(st.text(min_size=1, max_size=60) | st.text("aAbż_./1", min_size=1, max_size=40), max_size=30)


@given(NAMES, st.integers(8, 64))
def test_every_name_gets_one_that_is_plain_short_and_its_own(names, longest):
    made = short_names(names, longest)
    assert len(made) == len(names)
    assert len({one.casefold() for one in made}) == len(made)
    assert all(re.fullmatch("[A-Za-z][A-Za-z0-9_]*", one) and len(one) <= longest for one in made)


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("_cluster", "cluster"),
        ("a/size", "a_size"),
        ("żółć", "zolc"),
        ("2x", "v_2x"),
        ("with", "with_"),
        ("Str8", "Str8_"),
    ],
)
def test_names_stay_readable(name, made):
    assert short_names([name], 32) == [made]


def test_both_programs_take_them(tmp_path):
    import pandas as pd

    names = short_names(
        ["with", "str8", "_n", "double", "9", "--", "byte", "AND", "alias", "x" * 40, "x" * 41, "Żab.a"], 28
    )
    for write in (pyreadstat.write_sav, pyreadstat.write_dta):
        write(pd.DataFrame({name: [1.0] for name in names}), tmp_path / "file")


@given(st.text(), st.integers(4, 60))
def test_labels_are_cut_within_their_bounds(text, longest):
    assert len(cut_bytes(text, longest).encode("utf-8", "surrogatepass")) <= longest
    assert len(cut(text, longest)) <= longest
