"""A cluster's network as it is kept: tables, variants with their standing, history. Everything that returned is durable.

It belongs to the thread that opened it. Of what was typed only the tables are kept; the book is read from them anew (`exchange.networks.books`).
"""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Self

from clusterbench_gui.app.planning.editing import fitted, rows_of, with_cells, with_inserted, without_rows
from clusterbench_gui.app.planning.taking import refusals
from clusterbench_gui.app.planning.variant_json import variant_json, variant_of_json
from clusterbench_gui.domain.planning import Happening, Job, KeptVariant, Standing, Variant
from clusterbench_gui.domain.problems import ProblemError, problem, raise_errors
from clusterbench_gui.domain.sheets import Row, Sheets
from clusterbench_gui.exchange.networks.books import book_of
from clusterbench_gui.storage.networks.workspace import NetworkFile, NetworkInfo, now

SUFFIX = ".network"
_MOST_STEPS = 500


class Network:
    """An open network."""

    def __init__(self, file: NetworkFile) -> None:
        """Read what the file holds."""
        self._file = file
        self._sheets = fitted(file.sheets())
        self._variants = [
            KeptVariant(one.number, variant_of_json(one.content), one.made, one.standing) for one in file.variants()
        ]
        self._history = list(file.happenings())
        self._steps: deque[Mapping[str, tuple[Row, ...]]] = deque(maxlen=_MOST_STEPS)

    @classmethod
    def create(
        cls, folder: Path, title: str, sheets: Sheets, *, synthetic: bool = False, passphrase: str | None = None
    ) -> Self:
        """Make a network of these tables in a new folder, and open it. Raises `ProblemError` as `NetworkFile.create` does."""
        first = Happening(now(), "made", {"title": title})
        made = fitted(sheets)
        return cls(
            NetworkFile.create(
                folder, title=title, sheets=made, first=first, synthetic=synthetic, passphrase=passphrase
            )
        )

    @classmethod
    def open(cls, folder: Path, passphrase: str | None = None) -> Self:
        """Open a network. Raises `ProblemError` as `NetworkFile.open` does, and "variant-damaged"."""
        file = NetworkFile.open(folder, passphrase=passphrase)
        try:
            return cls(file)
        except BaseException:
            file.close()
            raise

    def close(self) -> None:
        """Give the file back."""
        self._file.close()

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return self._file.folder

    @property
    def info(self) -> NetworkInfo:
        """What it says of itself."""
        return self._file.info

    def set_passphrase(self, new: str | None, old: str | None) -> None:
        """Open by a passphrase from now on; by the user's profile where it is None."""
        self._file.set_passphrase(new, old)

    # --- tables -------------------------------------------------------------------------------------------------

    @property
    def sheets(self) -> Sheets:
        """The tables as they were typed."""
        return self._sheets

    @property
    def can_undo(self) -> bool:
        """A change of the tables can be taken back."""
        return bool(self._steps)

    def set_cells(self, sheet: str, row: int, column: int, texts: tuple[Row, ...]) -> None:
        """Type a block of cells at a place, counted from 0."""
        self._change(with_cells(self._sheets, sheet, row, column, texts), "changed", {"sheet": sheet})

    def insert_rows(self, sheet: str, row: int, count: int = 1) -> None:
        """Put empty rows before a row."""
        self._change(with_inserted(self._sheets, sheet, row, count), "changed", {"sheet": sheet})

    def remove_rows(self, sheet: str, row: int, count: int = 1) -> None:
        """Take rows out."""
        self._change(without_rows(self._sheets, sheet, row, count), "changed", {"sheet": sheet})

    def replace(self, sheets: Sheets) -> None:
        """Put other tables in place of all that are given; those that are not stay."""
        self._change(fitted({**self._sheets, **sheets}), "imported", {})

    def undo(self) -> None:
        """Take the last change of the tables back; nothing where there is none."""
        if self._steps:
            before = self._steps[-1]
            self._write({**self._sheets, **before}, before.keys(), "changed", {"sheet": next(iter(before))})
            self._steps.pop()

    def _change(self, after: Sheets, what: str, values: Mapping[str, str]) -> None:
        names = [name for name in after if rows_of(after, name) != rows_of(self._sheets, name)]
        if names:
            step = {name: self._sheets.get(name, ()) for name in names}
            self._write(after, names, what, values)
            self._steps.append(step)

    def _write(self, after: Sheets, names: Iterable[str], what: str, values: Mapping[str, str]) -> None:
        last = self._history[-1] if self._history else None
        is_again = what == "changed" and last is not None and (last.what, last.values) == (what, values)
        happening = Happening(now(), what, values)
        with self._file.change() as change:
            for name in names:
                change.put(name, self._sheets.get(name, ()), after[name])
            change.note(happening, in_place_of_last=is_again)
        self._history[-1 if is_again else len(self._history) :] = [happening]
        self._sheets = after

    # --- variants -----------------------------------------------------------------------------------------------

    @property
    def variants(self) -> tuple[KeptVariant, ...]:
        """All kept variants, the first one first."""
        return tuple(self._variants)

    @property
    def history(self) -> tuple[Happening, ...]:
        """What happened, the oldest first: made, imported, changed, planned, committed, withdrawn."""
        return tuple(self._history)

    def taken(self) -> tuple[Job, ...]:
        """The work of all committed variants."""
        return tuple(job for one in self._committed() for job in one.variant.jobs)

    def keep(self, variant: Variant) -> KeptVariant:
        """Keep a variant, proposed."""
        happening = Happening(now(), "planned", {"orders": ", ".join(variant.orders)})
        with self._file.change() as change:
            number = change.add_variant(variant_json(variant), happening.when)
            happening = replace(happening, values={**happening.values, "number": str(number)})
            change.note(happening)
        kept = KeptVariant(number, variant, happening.when)
        self._variants.append(kept)
        self._history.append(happening)
        return kept

    def commit(self, number: int) -> None:
        """Take the windows of a variant.

        Raises `ProblemError`: "variant-unknown", "variant-committed" (it is, or another of its orders is), "variant-firm-gone", "variant-no-room" and "variant-outside" for
        resources that are not free any more, and what is wrong with the tables.
        """
        kept = self._kept(number)
        for other in self._committed():
            if shared := set(other.variant.orders) & set(kept.variant.orders):
                raise ProblemError(problem("variant-committed", number=other.number, order=min(shared)))
        book, problems = book_of(self._sheets, "")
        raise_errors(problems)
        assert book is not None
        raise_errors(refusals(kept.variant, book, self.taken()))
        self._stand(kept, Standing.COMMITTED)

    def withdraw(self, number: int) -> None:
        """Give the windows of a variant back. Raises `ProblemError` ("variant-unknown")."""
        self._stand(self._kept(number), Standing.WITHDRAWN)

    def _committed(self) -> list[KeptVariant]:
        return [one for one in self._variants if one.standing is Standing.COMMITTED]

    def _kept(self, number: int) -> KeptVariant:
        for one in self._variants:
            if one.number == number:
                return one
        raise ProblemError(problem("variant-unknown", number=number))

    def _stand(self, kept: KeptVariant, standing: Standing) -> None:
        values = {"number": str(kept.number), "orders": ", ".join(kept.variant.orders)}
        happening = Happening(now(), standing.value, values)
        with self._file.change() as change:
            change.set_standing(kept.number, standing)
            change.note(happening)
        self._variants[self._variants.index(kept)] = replace(kept, standing=standing)
        self._history.append(happening)
