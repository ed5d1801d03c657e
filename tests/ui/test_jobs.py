import threading

import pytest

from clusterbench_gui.domain.problems import ProblemError, problem
from clusterbench_gui.ui.jobs import Jobs, OwnerThread

WAIT = 20_000


class Counter:
    def __init__(self):
        self.thread = threading.current_thread().name
        self.count = 0
        self.closed = False

    def add(self):
        self.count += 1
        return self.count, threading.current_thread().name

    def fail(self, error):
        raise error

    def close(self):
        self.closed = True


@pytest.fixture
def jobs(qapp):
    made = Jobs()
    yield made
    made.close()


class Ends:
    """Collects what a job says, and on which thread."""

    def __init__(self):
        self.results, self.problems, self.progress, self.threads = [], [], [], set()

    def done(self, result):
        self.results.append(result)
        self.threads.add(threading.current_thread())

    def failed(self, problems):
        self.problems.append([(one.code, dict(one.values)) for one in problems])
        self.threads.add(threading.current_thread())

    def told(self, done, total):
        self.progress.append((done, total))

    @property
    def ended(self):
        return bool(self.results or self.problems)


@pytest.fixture
def ends():
    return Ends()


def test_an_owner_lives_on_its_own_thread_and_answers_in_order_on_the_callers(qtbot, ends):
    thread = OwnerThread("counting", Counter)
    for _ in range(50):
        thread.ask(lambda counter: counter.add(), ends.done, ends.failed)
    qtbot.waitUntil(lambda: len(ends.results) == 50, timeout=WAIT)
    thread.close()
    assert ends.results == [(number, "counting") for number in range(1, 51)]
    assert ends.threads == {threading.main_thread()}


def test_closing_finishes_what_was_asked_for_and_closes_the_owner(qapp):
    made = []

    def make():
        made.append(Counter())
        return made[0]

    thread = OwnerThread("counting", make)
    for _ in range(5):
        thread.ask(lambda counter: counter.add(), lambda _: None, lambda _: None)
    thread.close()
    assert (made[0].count, made[0].closed) == (5, True)


def test_what_comes_after_closing_is_not_delivered_so_that_it_starts_nothing_more(qapp, ends):
    thread = OwnerThread("counting", Counter)
    thread.ask(lambda counter: counter.add(), ends.done, ends.failed)
    thread.close()
    qapp.processEvents()
    assert not ends.ended


def test_problems_of_the_owner_arrive_and_the_thread_goes_on(qtbot, ends):
    thread = OwnerThread("counting", Counter)
    error = ProblemError(problem("workspace-damaged"))
    thread.ask(lambda counter: counter.fail(error), ends.done, ends.failed)
    thread.ask(lambda counter: counter.add()[0], ends.done, ends.failed)
    qtbot.waitUntil(lambda: bool(ends.results), timeout=WAIT)
    thread.close()
    assert ends.problems == [[("workspace-damaged", {})]]
    assert ends.results == [1]


def test_what_nobody_expected_is_logged_without_its_text(qtbot, ends, caplog):
    thread = OwnerThread("counting", Counter)
    answer = "Kowal" + "ski"
    thread.ask(lambda counter: counter.fail(ValueError(answer)), ends.done, ends.failed)
    qtbot.waitUntil(lambda: ends.ended, timeout=WAIT)
    thread.close()
    assert ends.problems == [[("unexpected", {"kind": "ValueError"})]]
    assert "ValueError" in caplog.text
    assert "Kowalski" not in caplog.text
    caplog.clear()


def test_an_owner_that_cannot_be_made_fails_each_time_it_is_asked(qtbot, ends):
    def make():
        raise ProblemError(problem("disk-full"))

    thread = OwnerThread("counting", make)
    for _ in range(2):
        thread.ask(lambda counter: counter.add(), ends.done, ends.failed)
    qtbot.waitUntil(lambda: len(ends.problems) == 2, timeout=WAIT)
    thread.close()
    assert ends.problems == [[("disk-full", {})]] * 2


def test_a_process_returns_its_result_on_the_callers_thread(qtbot, jobs, ends):
    jobs.run_process("operator:add", (40, 2), done=ends.done, failed=ends.failed)
    qtbot.waitUntil(lambda: ends.ended, timeout=WAIT)
    assert ends.results == [42]
    assert ends.threads == {threading.main_thread()}


def test_problems_of_a_process_arrive_with_their_values(qtbot, jobs, ends):
    name = "clusterbench_gui.app.editions.read:bundled_edition_files"
    jobs.run_process(name, ("no-such-edition",), done=ends.done, failed=ends.failed)
    qtbot.waitUntil(lambda: ends.ended, timeout=WAIT)
    assert [code for code, _ in ends.problems[0]] == ["edition-unknown"]


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (("operator:truediv", (1, 0)), ("unexpected", {"kind": "ZeroDivisionError"})),
        (("os:_exit", (3,)), ("process-ended", {})),
        (("os:mkdir", ("/proc/none/here",)), ("file-refused", {"detail": "No such file or directory"})),
    ],
)
def test_a_process_that_breaks_down_is_a_problem(qtbot, jobs, caplog, call, expected):
    ends = Ends()
    jobs.run_process(*call, done=ends.done, failed=ends.failed)
    qtbot.waitUntil(lambda: ends.ended, timeout=WAIT)
    assert ends.problems == [[expected]]
    caplog.clear()


def test_progress_arrives_and_cancelling_stops_the_work_and_leaves_nothing(qtbot, jobs, ends, home):
    folder = home / "demo.clusterbench"
    job = jobs.run_process(
        "clusterbench_gui.app.demo.make:make_demo", (folder,), done=ends.done, failed=ends.failed, progress=ends.told
    )
    qtbot.waitUntil(lambda: len(ends.progress) >= 2, timeout=60_000)
    job.cancel()
    qtbot.waitUntil(lambda: ends.ended, timeout=WAIT)
    assert ends.progress[:2] == [(1, 35), (2, 35)]
    assert ends.problems == [[("cancelled", {})]]
    assert not folder.exists()


REPORTING = """
def report(progress, cancelled):
    for done in range(5):
        progress(done, 5)
"""


def test_nothing_arrives_after_closing_not_even_progress_that_was_on_its_way(qapp, ends, tmp_path, monkeypatch):
    (tmp_path / "reporting_job.py").write_text(REPORTING, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    jobs = Jobs()
    jobs.run_process("reporting_job:report", (), done=ends.done, failed=ends.failed, progress=ends.told)
    (watcher,) = jobs._running.values()
    watcher.join()
    jobs.close()
    qapp.processEvents()
    assert ends.progress == []
    assert not ends.ended


class Pickled:
    """An argument that does something on the thread where it is pickled."""

    def __init__(self, do):
        self.do = do

    def __reduce__(self):
        self.do()
        return int, (60,)


def test_arguments_are_pickled_beside_the_window(qtbot, jobs, ends):
    threads = []
    argument = Pickled(lambda: threads.append(threading.current_thread()))
    jobs.run_process("operator:neg", (argument,), done=ends.done, failed=ends.failed)
    qtbot.waitUntil(lambda: ends.ended, timeout=WAIT)
    assert ends.results == [-60]
    assert threads
    assert threading.main_thread() not in threads


def test_a_process_that_cannot_be_started_is_a_problem(qtbot, jobs, ends, caplog):
    def refuse():
        raise TypeError

    jobs.run_process("operator:neg", (Pickled(refuse),), done=ends.done, failed=ends.failed)
    qtbot.waitUntil(lambda: ends.ended, timeout=WAIT)
    assert ends.problems == [[("unexpected", {"kind": "TypeError"})]]
    caplog.clear()


@pytest.mark.parametrize("has_started", [True, False])
def test_a_job_that_is_given_up_ends_at_once_and_is_heard_of_no_more(qtbot, jobs, ends, has_started):
    go_on = threading.Event()
    job = jobs.run_process("time:sleep", (Pickled(go_on.wait),), done=ends.done, failed=ends.failed)
    if has_started:
        go_on.set()
        qtbot.waitUntil(job._has_started.is_set, timeout=WAIT)
    job.abandon()
    go_on.set()
    qtbot.waitUntil(lambda: not jobs._running, timeout=WAIT)
    assert not ends.ended


def test_closing_ends_a_process_that_does_not_listen(qapp, ends, caplog):
    jobs = Jobs()
    jobs.run_process("time:sleep", (60,), done=ends.done, failed=ends.failed)
    jobs.close()
    caplog.clear()
