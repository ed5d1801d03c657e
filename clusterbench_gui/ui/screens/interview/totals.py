"""What the columns of a roster come to. An answer that is missing is never counted as zero."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Context, Decimal, InvalidOperation

from clusterbench_gui.domain.questions import Kind, QuestionState, RowState
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.screens.interview.cells import NUMBERS

_EXACT = Context(prec=200)


@dataclass(slots=True)
class Total:
    """Of one column: how many are asked and answered; how many are numbers, where they are summed up, and what these make."""

    asked: int = 0
    answered: int = 0
    valued: int = 0
    sum: Decimal = Decimal(0)
    sums: bool = False

    def words(self, texts: Texts) -> tuple[str, str]:
        """The sum, and what it is the sum of where answers are missing; other columns have a count only."""
        t = texts.t
        if not self.sums:
            return "", t("{n} of {all} answered", n=self.answered, all=self.asked)
        if not self.valued:
            return texts.number(None), ""
        is_whole = self.valued == self.asked
        return _written(self.sum, texts), "" if is_whole else t("sum of {n} of {all}", n=self.valued, all=self.asked)


class Totals:
    """Totals by the place of the column, kept up to date row by row: thousands of rows are not added up at every key."""

    def __init__(self) -> None:
        """Of no rows."""
        self._columns: defaultdict[str, Total] = defaultdict(Total)

    def add(self, row: RowState) -> None:
        """Count a row in."""
        self._count(row, 1)

    def take(self, row: RowState) -> None:
        """Count a row out that was counted in."""
        self._count(row, -1)

    def of(self, place: str) -> Total:
        """The total of a column."""
        return self._columns[place]

    def _count(self, row: RowState, by: int) -> None:
        for one in _counted(row):
            total = self._columns[one.ref.removeprefix(row.ref)]
            total.asked += by
            total.sums = one.kind in NUMBERS
            total.answered += by if one.is_answered else 0
            value = _number(one) if total.sums else None
            if value is not None:
                total.valued += by
                total.sum = _EXACT.add(total.sum, _EXACT.multiply(value, Decimal(by)))


def _counted(row: RowState) -> Iterable[QuestionState]:
    return (one for one in row.questions if one.kind is not Kind.NOTE)


def _number(question: QuestionState) -> Decimal | None:
    try:
        value = Decimal(question.value)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def _written(value: Decimal, texts: Texts) -> str:
    exponent = value.normalize(_EXACT).as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    return texts.number(value, decimals)
