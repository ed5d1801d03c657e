"""The fact sheet of a cluster: one page for a board's table or a wall, and never more than one."""

from collections.abc import Sequence
from dataclasses import replace

from reportlab.lib.pagesizes import A4

from clusterbench_gui.charts import bullet, strip
from clusterbench_gui.charts.certain import places
from clusterbench_gui.charts.reasons import reason
from clusterbench_gui.charts.words import benchmark_rule, figure, method, share
from clusterbench_gui.domain.editions import text_in
from clusterbench_gui.domain.reporting import Dossier, Lever, Mark
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.reports.standing import Standing, covered, standings
from clusterbench_gui.reports.typesetting.archive import AUTHOR, Metadata
from clusterbench_gui.reports.typesetting.board import Board, Place, Type
from clusterbench_gui.reports.typesetting.furniture import Sheet, draft_words, draw_draft
from clusterbench_gui.reports.typesetting.look import look_of
from clusterbench_gui.reports.typesetting.typography import Words
from clusterbench_gui.reports.words import day, known_share, moment
from clusterbench_gui.support.markup import Run
from clusterbench_gui.support.texts import DASH, Texts

_MARGIN, _GAP = 42.0, 24.0
_WIDTH = A4[0] - 2 * _MARGIN
_SHEET = Sheet(A4[0], A4[1], _MARGIN, 30.0)
_TITLE = Place(_MARGIN, 62, _WIDTH - 130, 66)
_LOGO = Place(A4[0] - _MARGIN - 110, 40, 110, 40)
_FIGURES = Place(_MARGIN, 128, _WIDTH, 73)
_POSITION = Place(_MARGIN, 210, _WIDTH, 92)
_AREAS = Place(_MARGIN, 311, _WIDTH, 194)
_FINDINGS = Place(_MARGIN, 515, _WIDTH, 128)
_LEVERS = Place(_MARGIN, 652, _WIDTH, 80)
_FOOT = Place(_MARGIN, 738, _WIDTH, 76)
_SHOWN = 3
_INDICATOR = 1
_BODY, _SMALL = (10.5, 9.5, 8.5), (9.0, 8.0, 7.5)


def fact_sheet(dossier: Dossier, texts: Texts) -> bytes:
    """One A4 page as a tagged PDF for the archive; the same dossier gives the same bytes."""
    return _Sheet(dossier, texts).write()


class _Sheet:
    """Puts a dossier onto the page, from the top down."""

    def __init__(self, dossier: Dossier, texts: Texts) -> None:
        self._dossier, self._texts, self._study = dossier, texts, dossier.study
        self._board = Board(A4, texts, look_of(self._study.design, texts))
        self._theme = self._board.look.theme
        self._name = self._study.cluster(dossier.cluster).name or dossier.cluster
        self._places = {one.node.code: one for one in standings(self._study, dossier.cluster)}
        self._edition = text_in(self._study.titles, texts.language, self._study.edition)

    def write(self) -> bytes:
        """The file."""
        texts, study = self._texts, self._study
        draw_draft(self._board.canvas, _SHEET, texts.t("Draft") if study.is_draft else "", self._board.look)
        self._head()
        self._figures()
        self._position()
        self._areas()
        strengths, weaknesses = _FINDINGS.columns(2, _GAP)
        self._found(strengths, 1, texts.t("Strengths"))
        self._found(weaknesses, -1, texts.t("Weaknesses"))
        self._levers()
        self._foot()
        title = texts.t("{cluster}: fact sheet, {edition}", cluster=self._name, edition=self._edition)
        author = self._board.look.publisher or AUTHOR
        self._board.end_page()
        return self._board.render(Metadata(title, author, texts.language, moment(study.as_of), study.program))

    def _head(self) -> None:
        board, muted = self._board, Type((9.0, 8.0, 7.0), color=self._theme.muted)
        what = self._texts.t("Fact sheet of the cluster. {edition}", edition=self._edition)
        board.logo(_LOGO)
        board.heading(self._name, "H1", _TITLE, Type((26, 22, 18, 15, 12, 10), bold=True))
        board.paragraph(what, Place(_MARGIN, 44, _TITLE.width, 14), muted)

    def _figures(self) -> None:
        """Score, place, quarter and coverage, each with a line of what stands behind it."""
        self._board.ground(Place(_MARGIN - 12, _FIGURES.top, _WIDTH + 24, _FIGURES.height), self._theme.accent_soft)
        inner = Place(_FIGURES.left, _FIGURES.top + 8, _FIGURES.width, _FIGURES.height - 14)
        for place, (label, value, about) in zip(inner.columns(4, 14), self._key_figures(), strict=True):
            top = self._board.paragraph(label, place, Type((9.0,), color=self._theme.muted))
            top = self._board.paragraph(
                value, place.below(top), Type((22, 18, 14), bold=True, color=self._theme.accent)
            )
            if about:
                self._board.paragraph(about, place.below(top), Type((8.5, 8.0, 7.5, 7.0), color=self._theme.muted))

    def _key_figures(self) -> list[tuple[str, str, str]]:
        texts, top = self._texts, self._top
        rank = DASH if top.rank is None else texts.t("{rank} of {count}", rank=top.rank, count=top.count)
        coverage = known_share(covered(self._study, self._dossier.cluster, top), texts)
        return [
            (texts.t("Overall score"), figure(self._study, top.score, texts), self._compared(top)),
            (texts.t("Place"), rank, self._interval()),
            (texts.t("Quartile"), top.quartile or DASH, self._chance()),
            (texts.t("Coverage"), coverage, texts.t("share of the weights with data")),
        ]

    @property
    def _top(self) -> Standing:
        return self._places[self._study.model.at(self._study.model.levels)[0].code]

    def _compared(self, top: Standing) -> str:
        texts = self._texts
        if top.score is None:
            return reason(top.missing, texts)
        known = ((texts.t("median"), top.median), (texts.t("benchmark"), top.benchmark))
        return ", ".join(f"{name} {figure(self._study, value, texts)}" for name, value in known if value is not None)

    def _interval(self) -> str:
        """How sure the place is; nothing where the method was not varied."""
        one = self._dossier.standing
        if one is None:
            return ""
        return self._texts.t(
            "{places} in nine of ten variants of the method", places=places(one.low, one.high, self._texts)
        )

    def _chance(self) -> str:
        one, texts = self._dossier.standing, self._texts
        if one is None:
            return ""
        if not one.top:
            return texts.t("top quarter in none of the variants")
        return texts.t("top quarter in {share} of the variants", share=share(one.top, texts))

    def _position(self) -> None:
        """The cluster by name on the line of all scores; where the others are no crowd, only its own score is there."""
        bare, texts, code, top = self._bare, self._texts, self._dossier.cluster, self._top.node.code
        if self._top.score is None:
            return
        self._board.section()
        below = self._heading(texts.t("Place among all clusters"), _POSITION)
        self._board.chart(
            lambda size: strip.strip_figure(bare, code, top, self._theme, texts, size=size),
            strip.describe(bare, code, top, texts),
            _POSITION.below(below + 2),
        )

    @property
    def _bare(self) -> ScoredStudy:
        """The study without its notice, which stands at the foot."""
        return replace(self._study, notice={})

    def _areas(self) -> None:
        """Bars over the quarters of all clusters; of the others only these."""
        code, level = self._dossier.cluster, max(self._study.model.levels - 1, 1)
        bare, texts, theme = self._bare, self._texts, self._theme
        self._board.section()
        top = self._heading(texts.t("Areas beside all clusters"), _AREAS)
        self._board.chart(
            lambda size: bullet.bullet_figure(bare, level, theme, texts, focus=code, size=size),
            bullet.describe(bare, level, texts, focus=code),
            _AREAS.below(top + 2),
        )

    def _found(self, place: Place, sign: int, title: str) -> None:
        """The clearest marks of indicators."""
        self._board.section()
        top = self._heading(title, place)
        marks = [one for one in self._dossier.marks if one.sign == sign and self._level(one.node) == _INDICATOR]
        marks.sort(key=lambda one: (-abs(self._places[one.node].to_median or 0.0), one.node))
        rest = place.below(top + 2)
        if marks:
            self._board.items([self._mark(one) for one in marks[:_SHOWN]], rest, Type(_BODY))
        else:
            self._board.paragraph(self._none(), rest, Type(_BODY))

    def _none(self) -> str:
        if "marks" in self._dossier.missing:
            return self._texts.t("Too few other clusters have a value, so there is nothing to compare with.")
        return self._texts.t("None by this rule.")

    def _level(self, node: str) -> int:
        return self._places[node].node.level

    def _mark(self, mark: Mark) -> Words:
        texts, place = self._texts, self._places[mark.node]
        distance = figure(self._study, abs(place.to_median or 0.0), texts)
        beside = (
            texts.t("{distance} points above the median", distance=distance)
            if mark.sign > 0
            else texts.t("{distance} points below the median", distance=distance)
        )
        doubt = [texts.t("fragile: other methods often revoke it")] if mark.is_fragile else []
        return Run(self._called(mark.node), bold=True), Run(": " + "; ".join([beside, *doubt]))

    def _called(self, node: str) -> str:
        return self._places[node].node.name(self._texts.language)

    def _levers(self) -> None:
        self._board.section()
        top = self._heading(self._texts.t("What would help most"), _LEVERS)
        levers = sorted(self._dossier.levers, key=lambda one: (-one.points, one.node))[:_SHOWN]
        rest = _LEVERS.below(top + 2)
        if levers:
            self._board.items([self._lever(one) for one in levers], rest, Type(_BODY))
        else:
            none = self._texts.t("No step to a next quarter can be told for this cluster.")
            self._board.paragraph(none, rest, Type(_BODY))

    def _lever(self, lever: Lever) -> Words:
        texts = self._texts
        gain = texts.t(
            "up to quartile {quartile} would add {points} points to the overall score",
            quartile=lever.quartile,
            points=figure(self._study, lever.points, texts),
        )
        higher = [texts.n("{n} place higher", "{n} places higher", lever.places)] if lever.places > 0 else []
        return Run(self._called(lever.node), bold=True), Run(": " + ", ".join([gain, *higher]))

    def _heading(self, text: str, place: Place) -> float:
        return self._board.heading(text, "H2", place, Type((13, 11), bold=True))

    def _foot(self) -> None:
        """How the figures were made, who may read them, what must not be overlooked."""
        study, texts = self._study, self._texts
        made = texts.t(
            "Scores from {low} to {high}: {method}. Benchmark: {rule}. Data of {date}; fingerprint {fingerprint}.",
            low=texts.number(study.method.low, 0),
            high=texts.number(study.method.high, 0),
            method=method(study, texts),
            rule=benchmark_rule(study.method, texts),
            date=day(study.as_of, texts),
            fingerprint=study.scores.fingerprint[:12],
        )
        muted, rest = Type(_SMALL, color=self._theme.muted), _FOOT
        for said in self._warnings():
            rest = rest.below(self._board.paragraph(said, rest, Type(_SMALL, bold=True, color=self._theme.warn)))
        confidential = texts.t("Confidential: this report is meant for the coordinator of this cluster only.")
        look = self._board.look
        lines: Sequence[str] = (
            f"{confidential} {made}",
            text_in(study.notice, texts.language),
            " · ".join(one for one in (look.publisher, look.contact) if one),
        )
        for line in lines:
            if line:
                rest = rest.below(self._board.paragraph(line, rest, muted) + 1)

    def _warnings(self) -> list[str]:
        texts, study = self._texts, self._study
        said = [draft_words(texts)] if study.is_draft else []
        return [*said, texts.t("The clusters and all figures are invented.")] if study.synthetic else said
