"""Whole numbers out of a text, one after the other, with the line where each stands."""

from clusterbench_gui.domain.problems import Place, ProblemError, problem

MOST = 1_000_000_000


class Numbers:
    """Reads numbers in turn. Raises `ProblemError`: "instance-number" where there is none, "instance-short" at the end."""

    def __init__(self, text: str, file: str) -> None:
        """Of the whole text."""
        self._words = [(word, row) for row, line in enumerate(text.splitlines(), start=1) for word in line.split()]
        self._place = 0
        self._file = file

    @property
    def row(self) -> int | None:
        """The line of the next word."""
        return self._words[self._place][1] if self._place < len(self._words) else None

    def next(self, least: int = 0, most: int = MOST) -> int:
        """The next number, which lies between `least` and `most`; fractions are no numbers here."""
        if self._place >= len(self._words):
            raise ProblemError(problem("instance-short", Place(file=self._file)))
        word, row = self._words[self._place]
        where = Place(file=self._file, row=row)
        if not word.lstrip("-").isdecimal():
            raise ProblemError(problem("instance-number", where, text=word[:40]))
        number = int(word)
        if not least <= number <= most:
            raise ProblemError(problem("instance-range", where, number=number, least=least, most=most))
        self._place += 1
        return number

    def several(self, count: int, least: int = 0, most: int = MOST) -> list[int]:
        """So many numbers."""
        return [self.next(least, most) for _ in range(count)]

    def skip_to_row(self, row: int) -> None:
        """Pass over what is left of the lines before `row`."""
        while self._place < len(self._words) and self._words[self._place][1] < row:
            self._place += 1
