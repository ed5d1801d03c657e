"""The conversation of `clusterbench form try`: a questionnaire in the terminal, line by line."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from clusterbench_gui.app.words import absence_word, check_sentence
from clusterbench_gui.cli.stops import Lead, Stop, options, stops, value_of
from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.questions import SELECTS, Check, Fault, Outcome, QuestionState, RosterState, Step
from clusterbench_gui.forms.session import FormSession
from clusterbench_gui.support.plain import plain
from clusterbench_gui.support.texts import Texts

ABSENCES: Mapping[str, Absence] = {
    "dk": Absence.DONT_KNOW,
    "rf": Absence.REFUSED,
    "na": Absence.NOT_APPLICABLE,
}
"""What is typed instead of an answer, where the question allows it."""


@dataclass(slots=True)
class Trial:
    """One walk. `read` gives the next line, None where there are no more; `say` shows one."""

    session: FormSession
    texts: Texts
    read: Callable[[], str | None]
    say: Callable[[str], None]
    _stops: list[Stop] = field(default_factory=list)
    _tail: tuple[Lead, ...] = ()
    _at: int = 0

    def run(self) -> bool:
        """Ask until the end; False where somebody left before, by `:quit`. No more lines are as good as the end."""
        self._stops, self._tail = stops(self.session)
        self._go(0)
        while self._at < len(self._stops):
            line = self.read()
            if line is None:
                break
            if line.strip() == ":quit":
                return False
            self._take(line)
        return True

    def report(self) -> bool:
        """Say what is still missing; whether nothing is."""
        self.session.confirm()
        failures = self.session.validate()
        self.say("")
        self.say(self.texts.t("Still to be done:") if failures else self.texts.t("Nothing is missing."))
        for one in failures:
            shown = self.session.question(one.ref).shown
            self.say(f"  {one.label or one.ref}: {check_sentence(one.check, shown, self.texts)}")
        return not failures

    def _take(self, line: str) -> None:
        words = line.split(maxsplit=1)
        if not words:
            self._go(self._at + 1)
            return
        command = self._commands.get(words[0])
        state = self._stops[self._at].state
        if command is not None:
            command(words[1].strip() if len(words) > 1 else "")
        elif words[0].startswith(":"):
            self.say(self.texts.t("There is no command “{name}”. ? shows what can be typed.", name=words[0]))
        elif isinstance(state, RosterState):
            self._show_roster(state)
        else:
            self._answer(state, line)

    @property
    def _commands(self) -> Mapping[str, Callable[[str], None]]:
        commands = {
            "<": lambda _rest: self._go(self._at - 1),
            ":back": lambda _rest: self._go(self._at - 1),
            "?": lambda _rest: self._help(),
            ":help": lambda _rest: self._help(),
            ":clear": lambda _rest: self._clear(),
            ":lang": self._speak,
            ":go": self._jump,
        }
        if self._stops[self._at].roster:
            commands |= {"+": lambda _rest: self._lengthen(), "-": self._shorten}
        return commands

    def _answer(self, question: QuestionState, line: str) -> None:
        text = line.strip()
        absence = ABSENCES.get(text)
        if absence in question.absences and absence is not None:
            step = self.session.absent(question.ref, absence)
        else:
            literal = line.partition("=")[2] if text.startswith("=") else text
            step = self.session.answer(question.ref, value_of(question, literal))
        self._done(question.ref, step)

    def _clear(self) -> None:
        ref = self._stops[self._at].ref
        self._done(ref, self.session.answer(ref, ""))

    def _done(self, ref: str, step: Step) -> None:
        if step.outcome is not Outcome.OK:
            fault = Fault(step.outcome.value) if step.outcome is not Outcome.UNREACHABLE else Fault.INVALID
            self.say(f"! {check_sentence(Check(fault, step.message), '', self.texts)}")
            return
        warning = self.session.question(ref).warning
        if warning:
            self.say(f"! {plain(warning)}")
        self._renew(ref)
        self._go(self._at + 1)

    def _renew(self, ref: str) -> None:
        """Look again at what is asked, and stand where `ref` is."""
        self._stops, self._tail = stops(self.session)
        self._at = next((at for at, one in enumerate(self._stops) if one.ref == ref), self._at)

    def _lengthen(self) -> None:
        ref = self._stops[self._at].roster
        self.session.add_repeat(ref)
        added = self.session.last_row(ref)
        self._renew(ref)
        inside = (at for at, one in enumerate(self._stops) if one.ref.startswith(f"{added}/"))
        self._go(next(inside, self._at))

    def _shorten(self, number: str) -> None:
        ref = self._stops[self._at].roster
        try:
            row = f"{ref}[{int(number)}]" if number else self.session.last_row(ref)
        except (KeyError, ValueError):
            row = ref
        if self.session.remove_repeat(row).outcome is not Outcome.OK:
            self.say(self.texts.t("There is no such row."))
            return
        self._renew(ref)
        self._go(self._at)

    def _speak(self, code: str) -> None:
        form = self.session.form
        language = form.language_for(code)
        if not code or code.lower() not in language.lower():
            known = ", ".join(form.languages) or form.default_language
            self.say(self.texts.t("The questionnaire speaks: {languages}.", languages=known))
            return
        self.session.set_language(language)
        self._renew(self._stops[self._at].ref)
        self._go(self._at)

    def _jump(self, name: str) -> None:
        found = next((at for at, one in enumerate(self._stops) if name in (one.state.name, one.ref)), None)
        if found is None:
            self.say(self.texts.t("No question “{name}” is asked now.", name=name))
        else:
            self._go(found)

    def _go(self, at: int) -> None:
        """Show what stands at a stop, and what leads to it."""
        self._at = max(at, 0)
        at_end = self._at >= len(self._stops)
        for one in self._tail if at_end else self._stops[self._at].lead:
            self._show_lead(one)
        if at_end:
            return
        state = self._stops[self._at].state
        if isinstance(state, RosterState):
            self._show_roster(state)
        else:
            self._show_question(state)

    def _show_lead(self, lead: Lead) -> None:
        if isinstance(lead, str):
            self.say("")
            self.say(f"== {plain(lead)} ==")
        else:
            self.say(f"   {plain(lead.label)}{f': {plain(lead.shown)}' if lead.value else ''}")

    def _show_roster(self, roster: RosterState) -> None:
        label = plain(roster.label or roster.name)
        rows = self.texts.n("{n} row", "{n} rows", len(roster.rows))
        keys = self.texts.t("+ adds one, - removes the last, Enter goes on")
        self.say(f"[{self._at + 1}/{len(self._stops)}] {label}: {rows} ({keys})")

    def _show_question(self, question: QuestionState) -> None:
        required = " *" if question.required else ""
        self.say(f"[{self._at + 1}/{len(self._stops)}] {plain(question.label or question.name)}{required}")
        if question.hint:
            self.say(f"    {plain(question.hint)}")
        for key, choice in options(question).items():
            name = "" if key == choice.name else f"  [{choice.name}]"
            self.say(f"    {key}) {plain(choice.label)}{name}")
        if question.kind in SELECTS and not question.choices:
            self.say(self.texts.t("    There is nothing to choose from now."))
        allowed = [
            f"{key} {absence_word(one, self.texts)}" for key, one in ABSENCES.items() if one in question.absences
        ]
        if allowed:
            self.say(f"    ({', '.join(allowed)})")
        if question.is_answered:
            shown = plain(question.shown) or absence_word(question.absence, self.texts)
            self.say(self.texts.t("    now: {value}", value=shown))

    def _help(self) -> None:
        for line in self.texts.t(
            "Enter goes on, < goes back, :go NAME goes to a question.\n"
            "Choices: number or name; several with blanks or commas between. =TEXT takes TEXT as it is.\n"
            ":clear takes an answer back. dk, rf, na: don't know, refused, not applicable, where the question allows it.\n"
            "In a roster + adds a row, - removes the last one, - 2 the second.\n"
            ":lang CODE changes the language, :quit leaves."
        ).splitlines():
            self.say(line)
