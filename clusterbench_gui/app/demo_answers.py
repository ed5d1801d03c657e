"""How an invented cluster answers: figures drawn around its latent maturity."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from random import Random

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.questions import Kind, QuestionState

_ABSENT = 0.04
_ABSENT_ROW = 0.004  # a coordinator knows the list of members; nine rows would add up to a third without a total
_TYPES = {
    "micro": 0.81 * 0.444,
    "small": 0.81 * 0.30,
    "medium": 0.81 * 0.197,
    "large": 0.81 * 0.059,
    "science": 0.07,
    "local_government": 0.02,
    "support": 0.04,
    "ngo": 0.03,
    "other": 0.03,
}


@dataclass(frozen=True, slots=True)
class Invented:
    """A cluster as chance made it: where it is, how mature, how many members of each type."""

    code: str
    name: str
    voivodeship: str
    maturity: float
    members: dict[str, int]

    @classmethod
    def draw(cls, rng: Random, code: str, name: str, regions: Sequence[str]) -> "Invented":
        """Draw one cluster with a code and a name."""
        total = max(6, round(54.8 * exp(rng.gauss(-0.18, 0.6))))
        drawn = rng.choices(list(_TYPES), weights=list(_TYPES.values()), k=total)
        members = {kind: drawn.count(kind) for kind in _TYPES}
        return cls(code, name, rng.choice(regions), rng.gauss(0, 1), members)

    @property
    def size(self) -> int:
        """Members of all types."""
        return sum(self.members.values())


class Drawer:
    """Draws answers of one cluster. A question that it does not know gets a plain answer of its kind."""

    def __init__(self, one: Invented, rng: Random, remarks: Sequence[str]) -> None:
        self._one = one
        self._rng = rng
        self._remarks = remarks
        self._given: dict[str, str] = {}
        self._rows = iter(one.members.values())

    def draw(self, question: QuestionState) -> str | Absence:
        """An answer that the question takes, "" where the cluster has nothing to say, or a reason for absence."""
        known = getattr(self, f"_{question.name}", None)
        value: str = known(question) if known else self._plain(question)
        absent = _ABSENT_ROW if question.name == "member_count" else _ABSENT
        if question.absences and self._rng.random() < absent:
            return self._rng.choice(question.absences)
        self._given[question.name] = value
        return value

    def _spread(self, middle: float, pull: float, noise: float) -> float:
        """A log-normal figure around `middle` that maturity pulls upwards."""
        return middle * exp(pull * self._one.maturity + self._rng.gauss(0, noise))

    def _likely(self, share: float) -> bool:
        """Yes with the odds of `share`, shifted by maturity."""
        odds = share / (1 - share) * exp(0.8 * self._one.maturity)
        return self._rng.random() < odds / (1 + odds)

    def _plain(self, question: QuestionState) -> str:
        if question.choices:
            return self._rng.choice(question.choices).name
        if question.kind in {Kind.INTEGER, Kind.DECIMAL, Kind.RANGE}:
            return str(self._rng.randint(0, 20))
        return ""

    def _cluster_name(self, _question: QuestionState) -> str:
        return self._one.name

    def _voivodeship(self, _question: QuestionState) -> str:
        return self._one.voivodeship

    def _founded(self, _question: QuestionState) -> str:
        return str(min(2012, round(self._rng.triangular(2003, 2012, 2009))))

    def _legal_form_other(self, _question: QuestionState) -> str:
        return "konsorcjum bez osobowości prawnej"

    def _member_count(self, _question: QuestionState) -> str:
        return str(next(self._rows))

    def _staff_fte(self, _question: QuestionState) -> str:
        halves = max(1, round(2 * self._spread(2.4, 0.35, 0.45)))
        return f"{halves / 2:g}"

    def _staff_start(self, _question: QuestionState) -> str:
        return str(max(1, round(self._spread(2.5, 0.25, 0.4))))

    def _staff_end(self, _question: QuestionState) -> str:
        return str(max(1, round(self._spread(3.4, 0.35, 0.4))))

    def _staff_leavers(self, _question: QuestionState) -> str:
        return str(round(self._spread(0.9, -0.3, 0.6)))

    def _budget_total(self, _question: QuestionState) -> str:
        return str(1000 * round(self._one.size * self._spread(4.2, 0.4, 0.6)))

    def _budget_private(self, _question: QuestionState) -> str:
        share = min(0.97, max(0.0, self._rng.gauss(0.38 + 0.05 * self._one.maturity, 0.22)))
        return str(round(int(self._given.get("budget_total") or 0) * share))

    def _market_joint(self, _question: QuestionState) -> str:
        return "yes" if self._likely(0.75) else "no"

    def _market_offers(self, _question: QuestionState) -> str:
        return str(round(self._spread(4, 0.5, 0.7)))

    def _market_purchases(self, _question: QuestionState) -> str:
        return str(round(self._spread(2, 0.4, 0.7)))

    def _market_members(self, _question: QuestionState) -> str:
        return str(min(self._one.size, round(self._one.size * min(0.9, self._spread(0.28, 0.3, 0.4)))))

    def _meetings(self, _question: QuestionState) -> str:
        return str(min(400, round(self._spread(11, 0.4, 0.5))))

    def _channels(self, question: QuestionState) -> str:
        used = [choice.name for choice in question.choices if choice.name != "none" and self._likely(0.5)]
        return " ".join(used) or "none"

    def _communication_note(self, _question: QuestionState) -> str:
        return self._rng.choice(self._remarks) if self._rng.random() < 0.5 else ""
