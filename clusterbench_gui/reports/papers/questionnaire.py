"""A filled-in questionnaire on paper: for the office with the interviewer's remarks, or as the respondent's own copy."""

from collections.abc import Mapping

from reportlab.lib.styles import ParagraphStyle

from clusterbench_gui.domain.editions import text_in
from clusterbench_gui.domain.papers import FilledIn, Paper
from clusterbench_gui.domain.questions import GroupState, Kind, QuestionState, RosterState, SectionState, numbers
from clusterbench_gui.reports.papers.answers import absence_words, answer_lines, tally_words
from clusterbench_gui.reports.papers.roster_table import add_rows, fits_a_table
from clusterbench_gui.reports.typesetting.archive import AUTHOR, Metadata
from clusterbench_gui.reports.typesetting.fonts import has_gaps
from clusterbench_gui.reports.typesetting.layout import Furniture, Manuscript
from clusterbench_gui.reports.words import gap_words, moment
from clusterbench_gui.support.texts import Texts

_SHORT = 120
"""Characters: a longer answer is not set in bold."""
_LONG = 600
"""Characters: a longer answer may begin at the foot of a page and go on overleaf."""
_ROOM = 70.0


def questionnaire(filled: FilledIn, paper: Paper, texts: Texts) -> bytes:
    """The questionnaire as a tagged PDF for the archive; the same interview gives the same bytes."""
    title = text_in(filled.titles, texts.language)
    what = texts.t("Filled-in questionnaire") if paper is Paper.QUESTIONNAIRE else texts.t("Respondent's copy")
    warning = texts.t("Invented data") if filled.synthetic else ""
    manuscript = Manuscript(texts, Furniture(f"{filled.cluster.name} · {title} · {what}", warning))
    manuscript.title(filled.cluster.name)
    manuscript.paragraph(f"{what}. {title}", manuscript.styles.subtitle)
    _add_head(manuscript, filled, paper, texts)
    add_answers(manuscript, filled, paper, texts)
    whole = texts.t("{cluster}: {what}, {title}", cluster=filled.cluster.name, what=what, title=title)
    metadata = Metadata(whole, AUTHOR, texts.language, moment(filled.interview.touched[:10]), filled.program)
    return manuscript.render(metadata)


def add_answers(manuscript: Manuscript, filled: FilledIn, paper: Paper, texts: Texts) -> None:
    """Every question that is asked, section by section."""
    _Writer(manuscript, filled, paper, texts).write()


def _add_head(manuscript: Manuscript, filled: FilledIn, paper: Paper, texts: Texts) -> None:
    day = moment(filled.interview.touched[:10])
    facts = [
        texts.t("Edition: {edition}", edition=text_in(filled.edition, texts.language)),
        texts.t("Cluster: {code} {name}", code=filled.cluster.code, name=filled.cluster.name),
        texts.t("Number of the interview: {number}", number=filled.interview.id),
        texts.t("Date of the newest answer: {date}", date=texts.date(day.date()) if day else ""),
    ]
    if paper is Paper.QUESTIONNAIRE:
        facts.append(texts.t("Interviewer: {name}", name=filled.person))
        facts.append(texts.n("{n} remark", "{n} remarks", len(filled.remarks)))
    manuscript.items([*facts, " · ".join(tally_words(filled.tally(), texts))])
    if not filled.is_settled:
        manuscript.paragraph(texts.t("The interview is not finished: answers may still change."))
    confidential = (
        texts.t("Confidential: with the interviewer's remarks, for the office that runs the study only.")
        if paper is Paper.QUESTIONNAIRE
        else texts.t("Confidential: this copy is meant for the respondent.")
    )
    notice = text_in(filled.notice, texts.language)
    manuscript.paragraph(f"{confidential} {notice}".strip(), manuscript.styles.note)


class _Writer:
    """Puts the sections into a manuscript. Headings never skip a level: a group in a section without a name is a chapter."""

    def __init__(self, manuscript: Manuscript, filled: FilledIn, paper: Paper, texts: Texts) -> None:
        self._manuscript, self._filled, self._texts = manuscript, filled, texts
        self._numbers: Mapping[str, int] = numbers(filled.sections)
        self._hidden = filled.internal if paper is Paper.COPY else frozenset()
        self._is_offices = paper is Paper.QUESTIONNAIRE
        self._remarks = dict(filled.remarks) if self._is_offices else {}
        self._in_chapter = False

    def write(self) -> None:
        for section in self._filled.sections:
            self._section(section)
        self._other_remarks()

    def _section(self, section: SectionState) -> None:
        items = [one for one in section.items if getattr(one, "name", "") not in self._hidden]
        if all(isinstance(one, GroupState) for one in items):
            return
        self._in_chapter = bool(section.label)
        if section.label:
            self._manuscript.chapter(section.label)
        for item in items:
            if isinstance(item, GroupState):
                self._heading(item.label)
            elif isinstance(item, RosterState):
                self._roster(item)
            else:
                self._question(item)

    def _heading(self, text: str) -> None:
        add = self._manuscript.section if self._in_chapter else self._manuscript.chapter
        add(text)
        self._in_chapter = True

    def _question(self, question: QuestionState) -> None:
        styles = self._manuscript.styles
        if question.kind is Kind.NOTE:
            self._passage(question.label, styles.aside)
            return
        number = self._numbers.get(question.ref)
        is_long = len(question.value) > _LONG
        if is_long:
            self._manuscript.room(_ROOM)
        style = styles.question_open if is_long else styles.question
        self._manuscript.numbered(str(number) if number else "", question.label, style)
        self._answer(question)
        self._doubt(question)
        self._remark(question.path)

    def _answer(self, question: QuestionState) -> None:
        styles, texts = self._manuscript.styles, self._texts
        lines = answer_lines(question, texts)
        if not lines:
            self._manuscript.paragraph(absence_words(question.absence, texts), styles.absent)
            return
        is_short = len(lines) == 1 and len(lines[0]) <= _SHORT
        self._passage("\n".join(lines), styles.answer if is_short or question.labels else styles.answer_long)

    def _doubt(self, question: QuestionState, about: str = "") -> None:
        """For the office: what is unusual about an answer, and whether it was confirmed."""
        if not (question.warning and self._is_offices):
            return
        texts = self._texts
        stands = texts.t("Confirmed as it is.") if question.path in self._filled.confirmed else ""
        words = texts.t("Unusual: {warning}", warning=question.warning)
        self._passage(" ".join(one for one in (about, words, stands) if one), self._manuscript.styles.aside)

    def _passage(self, text: str, style: ParagraphStyle) -> None:
        """What somebody wrote; says so where a character cannot be printed."""
        manuscript = self._manuscript
        manuscript.passage(text, style)
        if has_gaps(text):
            manuscript.paragraph(gap_words(self._texts), manuscript.styles.aside)

    def _roster(self, roster: RosterState) -> None:
        manuscript, styles = self._manuscript, self._manuscript.styles
        manuscript.room(_ROOM)
        manuscript.numbered(str(self._numbers[roster.ref]), roster.label, styles.question_open)
        if not roster.rows:
            manuscript.paragraph(self._texts.t("no rows"), styles.absent)
        elif fits_a_table(roster, self._texts):
            add_rows(manuscript, roster, self._texts)
            self._row_remarks(roster)
        else:
            self._cards(roster)
        self._remark(roster.path)

    def _cards(self, roster: RosterState) -> None:
        for place, row in enumerate(roster.rows, start=1):
            title = f"{place}. {row.label}" if row.label else f"{roster.label} {place}".strip()
            self._manuscript.paragraph(title, self._manuscript.styles.row)
            for question in row.questions:
                self._question(question)

    def _row_remarks(self, roster: RosterState) -> None:
        for place, row in enumerate(roster.rows, start=1):
            for question in row.questions:
                about = f"{row.label or place} {question.label}"
                self._doubt(question, f"{about}:")
                self._remark(question.path, about)

    def _remark(self, path: str, about: str = "") -> None:
        text = self._remarks.pop(path, "")
        if text:
            words = (
                self._texts.t("Remark, {about}: {text}", about=about, text=text)
                if about
                else self._texts.t("Remark: {text}", text=text)
            )
            self._passage(words, self._manuscript.styles.aside)

    def _other_remarks(self) -> None:
        """Remarks on what is not asked any more: nothing that was written down is left out."""
        if not self._remarks:
            return
        self._manuscript.chapter(self._texts.t("Remarks on questions that are not asked now"))
        for path in sorted(self._remarks):
            self._remark(path, path.rpartition("/")[2])
