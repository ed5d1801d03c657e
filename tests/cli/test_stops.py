import pytest

from clusterbench_gui.cli.stops import options, value_of
from clusterbench_gui.domain.questions import Choice, Kind, QuestionState


def asked(kind: Kind, *names: str) -> QuestionState:
    return QuestionState("/d/q", "/d/q", "q", kind, "Q", choices=tuple(Choice(one, one.upper()) for one in names))


@pytest.mark.parametrize(
    ("question", "line", "value"),
    [
        (asked(Kind.SELECT_ONE, "a", "b"), "2", "b"),
        (asked(Kind.SELECT_ONE, "a", "b"), "b", "b"),
        (asked(Kind.SELECT_ONE, "a", "b"), "3", "3"),
        (asked(Kind.SELECT_ONE, "5", "1"), "1", "1"),
        (asked(Kind.SELECT_MULTIPLE, "a", "b", "c"), "3, a", "c a"),
        (asked(Kind.RANK, "a", "b"), "2 1", "b a"),
        (asked(Kind.ACKNOWLEDGE), "1", "OK"),
        (asked(Kind.TEXT), "1, 2", "1, 2"),
    ],
)
def test_a_line_stands_for_a_value(question: QuestionState, line: str, value: str) -> None:
    assert value_of(question, line) == value


def test_names_that_are_numbers_are_typed_themselves() -> None:
    assert list(options(asked(Kind.SELECT_ONE, "5", "x"))) == ["5", "x"]
