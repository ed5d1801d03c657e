"""kill -9 while the real window is answered, in short (`scripts/kill9.py` for a hundred)."""

import signal

import kill9
import pytest


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill a process without notice")
def test_a_killed_window_loses_nothing_that_it_called_saved_and_opens_where_it_was(home):
    proof = kill9.Proof(home, seed=3)
    for _ in range(3):
        proof.once(kill_within=6)
    result = proof.result
    assert (result.kills, result.lost, result.unreadable, result.wrong_place, result.not_said) == (3, 0, 0, 0, 0), (
        result.examples
    )
    assert result.acknowledged > 0
