"""COINr's iData and iMeta, and what is wrong with them, with the cells where it stands."""

import math

import numpy as np
import pytest

from clusterbench_gui.domain.editions import Direction
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.exchange.composites.tables import read_data, read_model

MODEL = b"""iCode,iName,Direction,Level,Weight,Type,Parent,Unit,Target,Denominator,goalpost_lower,goalpost_upper,nominal
A1,Staff,1,1,2,Indicator,A,people,9,Size,,,
A2,Waste,-1,1,1,Indicator,A,t,,,0,50,
B1,Age,0,1,1,Indicator,B,years,,NA,,,40
A,Means,,2,1,Aggregate,Index,,,,,,
B,Balance,,2,0.5,Aggregate,Index,,,,,,
Index,All,,3,,Aggregate,,,,,,,
Sector,Sector,,,,Group,,,,,,,
Size,Size,,,,Denominator,,,,,,,
Note,Note,,,,Other,,,,,,,
"""
DATA = b"""uCode,uName,Sector,Size,A1,A2,B1,Note
X,Ex,food,10,1,NA,41,hello
NA,Namibia,food,NA,2.5e1,-3,,
"""


def test_a_model_is_read():
    described = read_model("m.csv", MODEL)
    model = described.model
    assert [node.code for node in model.at(1)] == ["A1", "A2", "B1"]
    a1, a2, b1 = model.at(1)
    assert (a1.weight, a1.target, a1.denominator, a1.name("en")) == (2.0, 9.0, "Size", "Staff")
    assert (a2.direction, a2.goalposts) == (Direction.DESTIMULANT, (0.0, 50.0))
    assert (b1.direction, b1.nominal, b1.denominator) == (Direction.NOMINANT, (40.0, 40.0), "")
    assert model.node("Index").weight == 1.0
    assert (described.groups, described.denominators) == (("Sector",), ("Size",))


def test_a_table_is_read_by_its_model():
    table = read_data("d.csv", DATA, read_model("m.csv", MODEL))
    assert table.units == ("X", "NA")
    assert table.names == ("Ex", "Namibia")
    assert table.indicators == ("A1", "A2", "B1")
    np.testing.assert_array_equal(table.values, [[1.0, math.nan, 41.0], [25.0, -3.0, math.nan]])
    assert table.groups == {"Sector": ("food", "food")}
    np.testing.assert_array_equal(table.denominators["Size"], [10.0, math.nan])


def found(read, *arguments):
    with pytest.raises(ProblemError) as caught:
        read("f.csv", *arguments)
    return [(one.code, one.place.row, one.place.column) for one in caught.value.problems]


def test_all_faults_of_a_model_are_found():
    text = b"""iCode,Direction,Level,Weight,Type,Parent,goalpost_lower,goalpost_upper
A1,2,1,1,Indicator,A,,
A1,1,1,1,Indicator,A,,
,1,1,1,Indicator,A,,
A3,1,one,heavy,Indicator,A,,
A4,1,1,,Indicator,A,1,
A5,1,1,1,Indicater,A,,
"""
    assert found(read_model, text) == [
        ("direction-unknown", 2, "Direction"),
        ("code-twice", 3, "iCode"),
        ("code-missing", 4, "iCode"),
        ("not-a-number", 5, "Weight"),
        ("cell-empty", 5, "Weight"),
        ("not-a-number", 5, "Level"),
        ("not-whole", 5, "Level"),
        ("cell-empty", 6, "Weight"),
        ("cell-empty", 6, "goalpost_upper"),
        ("choice-unknown", 7, "Type"),
    ]
    assert found(read_model, b"iCode,Level\nA,1\n") == [("column-missing", 1, "")] * 4


def test_all_faults_of_a_table_are_found():
    described = read_model("m.csv", MODEL)
    text = b'uCode,Sector,Size,A1,A2,B1\nX,food,1,1_000,inf,nan\n,food,1,1,1,"1,5"\n'
    assert found(read_data, text, described) == [
        ("code-missing", 3, "uCode"),
        ("not-a-number", 2, "A1"),
        ("value-not-finite", 2, "A2"),
        ("not-a-number", 2, "B1"),
        ("not-a-number", 3, "B1"),
    ]
    assert found(read_data, b"uName,A1,B1\nX,1,1\n", described) == [("column-missing", 1, "")] * 2


def test_groups_and_denominators_may_be_absent():
    table = read_data("d.csv", b"uCode,A1,A2,B1\nX,1,2,3\n", read_model("m.csv", MODEL))
    assert (table.groups, table.denominators) == ({}, {})


def test_a_table_full_of_words_has_an_end():
    described = read_model("m.csv", MODEL)
    text = b"uCode,Sector,Size,A1,A2,B1\n" + b"".join(b"U%d,s,x,x,x,x\n" % number for number in range(100))
    assert len(found(read_data, text, described)) == 20
