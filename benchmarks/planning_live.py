"""What the screen of planning answers while a hand waits, on the demonstration cluster: the ladder under typed limits, and every move of work.

Bars: 100 ms each. Run: python benchmarks/planning_live.py
"""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from clusterbench_gui.app.planning.answers import Wish
from clusterbench_gui.app.planning.bench import Bench, Move
from clusterbench_gui.app.planning.boards import key_of
from clusterbench_gui.app.planning.demo import demo_sheets
from clusterbench_gui.app.planning.searching import find
from clusterbench_gui.app.planning.subject import Subject
from clusterbench_gui.domain.planning import Book
from clusterbench_gui.exchange.networks.books import book_of

DAYS = (3, 7, 14, 21)


def main() -> None:
    """Print the median, the 95th of a hundred and the worst of each."""
    book, _ = book_of(demo_sheets())
    if book is None:
        raise SystemExit(1)
    bench = Bench()
    first, later = [], []
    for order in book.orders:
        first.append(timed(lambda order=order: bench.ladder(book, order, ())))
        for days in DAYS:
            typed = replace(order, due=(order.due or date.max) - timedelta(days=days))
            later.append(timed(lambda typed=typed: bench.ladder(book, typed, ())))
    tell("ladder of an order, first", first)
    tell("ladder under another limit", later)
    for code in ("Z-01", "Z-07"):
        by_hand(book, bench, code)


def by_hand(book: Book, bench: Bench, code: str) -> None:
    """Every job of the cheapest variant of an order at every firm that could do it, on some days."""
    found = find(book, [code], (), Wish(12.0), progress=lambda _best, _bound: None, cancelled=lambda: False)
    subject = Subject(book, (), found.variants[-1])
    tell(f"{code}: board", [timed(lambda: bench.board(subject))])
    able = bench.board(subject).able
    moves = [
        Move(key_of(job), firm, max(job.start + days, 0))
        for job in subject.variant.jobs
        for firm in sorted(able[key_of(job)])
        for days in (-2, 0, 1, 5)
    ]
    tell(f"{code}: {len(moves)} moves", [timed(lambda move=move: bench.move(subject, move)) for move in moves])
    tell(f"{code}: what follows pushed", [timed(lambda move=move: bench.push(subject, move)) for move in moves[::4]])


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of something."""
    began = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - began)


def tell(what: str, times: list[float]) -> None:
    """A line of the table."""
    ordered = sorted(times)
    marks = (ordered[len(ordered) // 2], ordered[int(0.95 * (len(ordered) - 1))], ordered[-1])
    print(f"{what:32}" + "".join(f"{one:9.1f}" for one in marks) + " ms")


if __name__ == "__main__":
    main()
