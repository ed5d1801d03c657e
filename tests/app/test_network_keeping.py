"""A network as it is kept: changes and undo, variants that take windows, history."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clusterbench_gui.app.planning.editing import fitted, with_cells, with_inserted, without_rows
from clusterbench_gui.app.planning.keeping import Network
from clusterbench_gui.app.planning.telling import happening_words, variant_row
from clusterbench_gui.app.planning.variant_json import variant_json, variant_of_json
from clusterbench_gui.domain.networks import Status
from clusterbench_gui.domain.planning import Cost, Job, Proof, Shipment, Standing, Variant
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.domain.sheets import SHEET
from clusterbench_gui.support.texts import texts

SHEETS = {
    "cluster": (("Meble", "2026-09-01", "", "", "none"),),
    "firms": (("A", "Stolarnia"), ("B", "Łąka")),
    "resources": (("R1", "A", "saw", "", "", "8 8 8 8 8 0 0"),),
    "rates": (("R1", "saw", "", "6", "", "85"),),
    "operations": (("table", "10", "saw"),),
    "orders": (("Z1", "table", "", "10"), ("Z2", "table", "", "20")),
}
FIRST, LAST = date(2026, 9, 3), date(2026, 9, 7)


def job(order="Z1", hours=5, first=FIRST, last=LAST, resource="R1"):
    return Job(order, "10", "Piłowanie", "A", resource, "saw", first, last, 2, 5, hours, 1200)


def variant(*jobs):
    jobs = jobs or (job(),)
    shipment = Shipment("Z1", "A", "", "10", "", LAST, date(2026, 9, 8), 1, 80, 12.5)
    orders = tuple(sorted({one.order for one in jobs}))
    proof = Proof(Status.FOUND, 1100, 0.08, seconds=2.0)
    return Variant(orders, jobs, (shipment,), date(2026, 9, 8), 6, Cost(1200, 80), 0.95, proof)


@pytest.fixture
def network(tmp_path):
    made = Network.create(tmp_path / "a.network", "Meble", SHEETS)
    yield made
    made.close()


def refused(call):
    with pytest.raises(ProblemError) as caught:
        call()
    return [(one.code, one.place.name, dict(one.values)) for one in caught.value.problems]


def test_a_variant_takes_its_windows_and_gives_them_back(network):
    one, two, other = (network.keep(variant(job(order))) for order in ("Z1", "Z1", "Z2"))
    assert [kept.number for kept in network.variants] == [1, 2, 3]
    network.commit(1)
    assert network.taken() == one.variant.jobs
    assert refused(lambda: network.commit(2)) == [("variant-committed", "", {"number": 1, "order": "Z1"})]
    needed = {"needed": 5, "free": 3, "day": "2026-09-03"}
    assert refused(lambda: network.commit(3)) == [("variant-no-room", "R1", needed)]
    network.withdraw(1)
    network.commit(3)
    assert network.taken() == other.variant.jobs
    assert [kept.standing for kept in network.variants] == [
        Standing.WITHDRAWN,
        Standing.PROPOSED,
        Standing.COMMITTED,
    ]
    assert refused(lambda: network.commit(9)) == [("variant-unknown", "", {"number": 9})]
    again = Network.open(network.folder)
    assert (again.variants, again.taken(), again.history) == (network.variants, network.taken(), network.history)
    assert again.variants[1].variant == two.variant
    again.close()


def test_windows_are_those_of_the_tables_as_they_are_now(network):
    kept = network.keep(variant())
    network.set_cells("windows", 0, 0, (("R1", "2026-09-07", "2026-09-07", "4"),))
    needed = {"needed": 5, "free": 4, "day": "2026-09-07"}
    assert refused(lambda: network.commit(kept.number)) == [("variant-no-room", "R1", needed)]
    network.set_cells("windows", 0, 3, (("5",),))
    at = SHEET["firms"].column("active")
    network.set_cells("firms", 0, at, (("no",),))
    assert refused(lambda: network.commit(kept.number)) == [("variant-firm-gone", kept.variant.firms[0], {})]
    network.set_cells("firms", 0, at, (("yes",),))
    network.commit(kept.number)
    away = network.keep(variant(job("Z2", 1, date(2026, 8, 31), FIRST), job("Z2", 0, date(2026, 8, 30), FIRST)))
    assert refused(lambda: network.commit(away.number)) == [("variant-outside", "R1", {"day": "2026-08-31"})]
    network.set_cells("orders", 0, 3, (("ten",),))
    assert [code for code, *_ in refused(lambda: network.commit(away.number))] == ["table-number"]


def test_changes_are_kept_and_taken_back_one_by_one(network):
    states = [network.sheets]
    for number in range(120):
        network.set_cells("firms", number % 5, 1, ((f"Firma {number}", "525"),))
        states.append(network.sheets)
    network.remove_rows("firms", 0, 2)
    network.replace({"orders": (("Z9", "table"),), "firms": ()})
    assert network.sheets["orders"] == (("Z9", "table", *[""] * 13),)
    again = Network.open(network.folder)
    assert again.sheets == network.sheets
    again.close()
    network.undo()
    network.undo()
    for before in reversed(states[:-1]):
        network.undo()
        assert network.sheets == before
    assert not network.can_undo
    network.undo()
    assert network.sheets == states[0] == fitted(SHEETS)


def test_history_tells_in_words_and_gathers_what_was_typed(network):
    for row in range(2):
        network.set_cells("firms", row, 1, (("X",),))
    network.set_cells("firms", 0, 1, (("X",),))  # nothing changes
    network.set_cells("rates", 0, 3, (("7",),))
    network.commit(network.keep(variant()).number)
    network.withdraw(1)
    assert [happening_words(one, texts("en")) for one in network.history] == [
        "The network “Meble” was made.",
        "The table “firm” was changed.",
        "The table “rate” was changed.",
        "Variant 1 of Z1 was kept.",
        "Variant 1 of Z1 was committed.",
        "Variant 1 of Z1 was withdrawn.",
    ]
    number, orders, standing, _made, *figures = variant_row(network.variants[0], texts("en"))
    assert (number, orders, standing, *figures) == ("1", "Z1", "withdrawn", "8 Sep 2026", "1,280", "1")


def test_a_variant_survives_as_json_and_a_damaged_one_is_refused():
    made = replace(variant(job(), job("Z2")), reliability=None, by_hand=True)
    assert variant_of_json(variant_json(made)) == made
    whole = json.loads(variant_json(made))
    changes = (
        {"finish": "2026-13-01"},
        {"finish": None},
        {"finish_slot": "6"},
        {"by_hand": 1},
        {"orders": "Z1"},
        {"jobs": [{}]},
        {"cost": {"work": 1.5}},
        {"proof": {"status": "sure"}},
        {"colour": "red"},
    )
    damaged = [json.dumps(whole | change) for change in changes]
    for text in (*damaged, "", "[]", "{}", "[" * 100_000):
        assert [code for code, *_ in refused(lambda text=text: variant_of_json(text))] == ["variant-damaged"]


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_change_leaves_tables_that_are_whole(data):
    sheet = data.draw(st.sampled_from(["firms", "cluster", "links"]))
    wide = len(SHEET[sheet].columns)
    tables = fitted({})
    for _ in range(3):
        row, column = data.draw(st.integers(0, 6)), data.draw(st.integers(0, wide - 1))
        block = data.draw(st.lists(st.lists(st.text(max_size=3), max_size=5).map(tuple), max_size=3).map(tuple))
        for made in (
            with_cells(tables, sheet, row, column, block),
            with_inserted(tables, sheet, row, 2),
            without_rows(tables, sheet, row, 2),
        ):
            assert made == fitted(made)
            assert len(made[sheet]) <= 1 or not SHEET[sheet].single
        tables = with_cells(tables, sheet, row, column, block)
        for place, typed in enumerate(block, row):
            if place < len(tables[sheet]):
                room = typed[: wide - column]
                assert tables[sheet][place][column : column + len(room)] == room
