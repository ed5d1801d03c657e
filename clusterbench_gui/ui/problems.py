"""Problems as the window shows them."""

from clusterbench_gui.domain.problems import Problem
from clusterbench_gui.support.texts import Texts

_SHOWN = 8


def words_of(problems: tuple[Problem, ...], texts: Texts) -> str:
    """What went wrong, where, and what to do next; no more than a handful of sentences at once."""
    from clusterbench_gui.app.wording import sentence  # noqa: PLC0415 - not needed while nothing is wrong

    said = [sentence(one, texts) for one in problems[:_SHOWN]]
    if len(problems) > _SHOWN:
        said.append(texts.n("and {n} more", "and {n} more", len(problems) - _SHOWN))
    return "\n\n".join(said)
