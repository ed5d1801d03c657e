"""A network's workspace: what was written survives, what is wrong is one code, and nothing of it can be read."""

import os
import signal
import subprocess
import sys

import pytest

from clusterbench_gui.domain.planning import Happening, Standing
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.storage.keys.envelope import Cost
from clusterbench_gui.storage.networks.workspace import NetworkFile
from clusterbench_gui.storage.workspace import Workspace

CHEAP = Cost(64, 1, 1)
FIRST = Happening("2026-09-01T08:00:00+02:00", "made", {"title": "Żółte meble"})
ROWS = tuple((f"F{number}", f"Stolarnia Gęśl {number}") for number in range(300))

WRITE = """
import itertools, sys
from pathlib import Path
from clusterbench_gui.app.planning.keeping import Network
network = Network.open(Path(sys.argv[1]))
for number in itertools.count(int(sys.argv[2])):
    network.set_cells("firms", number % 7, 1, ((str(number),),))
    print(number, flush=True)
"""


def the_problem(call):
    with pytest.raises(ProblemError) as caught:
        call()
    (one,) = caught.value.problems
    return one.code


def create(folder, **kwargs):
    return NetworkFile.create(folder, title="Żółte meble", sheets={"firms": ROWS}, first=FIRST, **kwargs)


@pytest.fixture
def network(tmp_path):
    folder = tmp_path / "Żółte meble.network"
    create(folder).close()
    return folder


def test_what_was_written_is_there_and_only_for_us(network):
    with NetworkFile.open(network) as file:
        after = (*ROWS[:5], ("F5", "Łąka"), *ROWS[6:200])
        with file.change() as change:
            change.put("firms", ROWS, after)
            number = change.add_variant('{"a": 1}', "2026-09-02T08:00:00+02:00")
            change.set_standing(number, Standing.COMMITTED)
            change.note(Happening("2026-09-02", "changed", {"sheet": "firms"}))
            change.note(Happening("2026-09-03", "changed", {"sheet": "firms"}), in_place_of_last=True)
    with NetworkFile.open(network) as file:
        assert file.sheets() == {"firms": after}
        assert [(one.number, one.content, one.standing) for one in file.variants()] == [
            (1, '{"a": 1}', Standing.COMMITTED)
        ]
        assert file.happenings() == (FIRST, Happening("2026-09-03", "changed", {"sheet": "firms"}))
        assert (file.info.title, file.info.read_only, file.info.has_passphrase) == ("Żółte meble", False, False)
    said = b"Stolarnia"
    assert not any(said in one.read_bytes() for one in network.iterdir())


def emptied(change):
    change.put("firms", ROWS, ())
    raise LookupError


def test_a_change_that_fails_leaves_everything_as_it_was(network):
    with NetworkFile.open(network) as file:
        with pytest.raises(LookupError), file.change() as change:
            emptied(change)
        assert file.sheets() == {"firms": ROWS}


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX's")
def test_kill_9_loses_no_cell(network):
    acknowledged = 0
    for count in (9, 30):
        arguments = [sys.executable, "-c", WRITE, str(network), str(acknowledged + 1)]
        with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as writer:
            for _ in range(count):
                acknowledged = int(writer.stdout.readline())
            writer.send_signal(signal.SIGKILL)
            rest = writer.stdout.read().split("\n")[:-1]
            acknowledged = int(rest[-1]) if rest else acknowledged
        with NetworkFile.open(network) as file:
            cells = {int(row[1]) for row in file.sheets()["firms"][:7] if row[1].isdigit()}
            assert not file.info.read_only
        assert max(cells) in {acknowledged, acknowledged + 1}
        assert set(range(max(acknowledged - 5, 1), acknowledged + 1)) <= cells
        acknowledged = max(cells)


def test_only_one_writes(network):
    with NetworkFile.open(network) as file, NetworkFile.open(network) as reader:
        assert reader.info.read_only
        with file.change() as change:
            change.put("firms", ROWS, ROWS[:1])
        assert reader.sheets() == {"firms": ROWS[:1]}
        assert the_problem(lambda: reader.change().__enter__()) == "network-read-only"


def test_a_passphrase_locks_it(tmp_path):
    folder = tmp_path / "a.network"
    create(folder, passphrase="koń żółty", cost=CHEAP).close()
    assert the_problem(lambda: NetworkFile.open(folder)) == "network-passphrase-needed"
    assert the_problem(lambda: NetworkFile.open(folder, passphrase="koń")) == "network-passphrase-wrong"
    with NetworkFile.open(folder, passphrase="koń żółty") as file:
        assert file.info.has_passphrase
        file.set_passphrase(None, "koń żółty")
        assert not file.info.has_passphrase
    NetworkFile.open(folder).close()


def test_what_is_no_network_says_so(tmp_path, network, folder):
    (tmp_path / "photos").mkdir()
    assert the_problem(lambda: NetworkFile.open(tmp_path / "nowhere")) == "folder-missing"
    assert the_problem(lambda: NetworkFile.open(tmp_path / "photos")) == "network-foreign"
    assert the_problem(lambda: NetworkFile.open(folder)) == "network-foreign"
    assert the_problem(lambda: Workspace.open(network)) == "workspace-foreign"
    assert the_problem(lambda: create(network)) == "folder-exists"
    database = network / "network.db"
    whole = database.read_bytes()
    database.write_bytes(whole[: 3 * 4096 + 17])
    assert the_problem(lambda: NetworkFile.open(network)) == "network-damaged"
    database.write_bytes(whole[:4096] + bytes(4096) + whole[8192:])
    assert the_problem(lambda: NetworkFile.open(network).sheets()) == "network-damaged"
    database.write_bytes(whole)
    (network / "key.json").write_bytes(b"{")
    assert the_problem(lambda: NetworkFile.open(network)) == "network-key-damaged"
