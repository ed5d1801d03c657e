import logging

import pytest

from clusterbench_gui.support.logs import ROOT, start_logging, where


def test_an_error_is_described_by_its_place_and_never_by_its_text():
    secret = "odmowa z powodu Zażółć"
    with pytest.raises(ValueError, match=secret) as caught:
        int(secret)
    words = where(caught.value)
    assert words.startswith("ValueError")
    assert "test_logs.py" in words
    assert secret not in words


def test_logging_starts_once_and_writes_what_the_layers_say(home, caplog):
    start_logging()
    start_logging()
    logger = logging.getLogger(ROOT)
    assert len(logger.handlers) == 1
    logging.getLogger(f"{ROOT}.storage").error("a line")
    caplog.clear()
    logger.handlers[0].flush()
    assert "a line" in (home / "logs" / "clusterbench.log").read_text(encoding="utf-8")
