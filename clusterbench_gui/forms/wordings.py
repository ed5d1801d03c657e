"""Texts of a form as they read at a place: in the session's language, with outputs filled in."""

from collections.abc import Callable

from clusterbench_gui.domain.questions import Medium
from clusterbench_gui.forms.engine import Engine
from clusterbench_gui.forms.instance import Cell
from clusterbench_gui.forms.looks import MEDIA, file_name
from clusterbench_gui.forms.model import OUTPUT, Wording
from clusterbench_gui.forms.xpath.values import to_string
from clusterbench_gui.support.markup import escaped, plain_words


class Wordings:
    """Reads wordings at the cells of an engine."""

    def __init__(self, engine: Engine) -> None:
        """Of the engine's form, in its language."""
        self._engine = engine

    def text(self, wording: Wording, cell: Cell, form: str = "", *, quote: Callable[[str], str] = str) -> str:
        """A wording in the current language with its outputs filled in, each as `quote` writes it."""
        parts = self._engine.form.texts(wording, self._engine.env.language, form)
        if len(parts) == 1 and not parts[0].startswith(OUTPUT):
            return parts[0]
        return "".join(quote(self._output(part, cell)) if part.startswith(OUTPUT) else part for part in parts)

    def words(self, wording: Wording, cell: Cell) -> str:
        """As `text`, without markup."""
        return self.both(wording, cell)[0]

    def both(self, wording: Wording, cell: Cell) -> tuple[str, str]:
        """A text without its markup, and with it ("" where it has none). What answers say in it is never markup."""
        if not self._engine.form.is_styled(wording):
            return self.text(wording, cell), ""
        markup = self.text(wording, cell, quote=escaped)
        return plain_words(markup), markup

    def media(self, wording: Wording, cell: Cell) -> tuple[Medium, ...]:
        """The pictures, sounds and films that the form names beside a text."""
        if wording.itext not in self._engine.form.illustrated:
            return ()
        named = ((form, file_name(self.text(wording, cell, form))) for form in MEDIA)
        return tuple(Medium(form, file) for form, file in named if file)

    def _output(self, part: str, cell: Cell) -> str:
        program = self._engine.form.outputs.get((cell.element.index, part))
        return to_string(self._engine.value(program, cell), self._engine.env) if program else ""
