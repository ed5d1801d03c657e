"""What stands on every page besides the text: none of it is read aloud, so the text has to say it too."""

from dataclasses import dataclass
from functools import cache

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath
from matplotlib.transforms import Affine2D
from reportlab.lib.colors import HexColor

from clusterbench_gui.reports.typesetting.fonts import BOLD, REGULAR, printable, width
from clusterbench_gui.reports.typesetting.look import Look, mixed
from clusterbench_gui.reports.typesetting.renderer import outline
from clusterbench_gui.reports.typesetting.tagging import TaggedCanvas
from clusterbench_gui.support.resources import resource
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import FONT_FILES, TEXT_SMALL, Theme

_PALE = 0.45
"""Share of the lines' colour in the letters across a draft."""
_SLANT = 55
_ACROSS = 560.0
_LARGEST = 150.0
_NUMBER_ROOM = 40


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands on every page: a short title and, where something must never be overlooked, a warning.

    `draft`: a word across every page, "" where the paper is final.
    """

    title: str
    warning: str = ""
    draft: str = ""

    def notices(self, texts: Texts) -> str:
        """The warning, and that the paper is a draft, in words."""
        draft = draft_words(texts).rstrip(".") if self.draft else ""
        return " · ".join(one for one in (draft, self.warning) if one)


def draft_words(texts: Texts) -> str:
    """What a draft is."""
    return texts.t("Draft: the edition is not closed, so figures may still change.")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Size and margin of a page in points, how high its foot stands, and the size of the text there."""

    width: float
    height: float
    margin: float
    foot: float
    size: float = TEXT_SMALL


def draw_furniture(canvas: TaggedCanvas, sheet: Sheet, furniture: Furniture, look: Look, texts: Texts) -> None:
    """Draw the word of a draft, then the foot of the page: title, number, notices."""
    draw_draft(canvas, sheet, furniture.draft, look)
    canvas.saveState()
    canvas.begin_artifact("Pagination")
    _draw_foot(canvas, sheet, furniture, look, texts)
    canvas.end()
    canvas.restoreState()


def draw_draft(canvas: TaggedCanvas, sheet: Sheet, word: str, look: Look) -> None:
    """Draw a word across the page, if there is one.

    As an outline, because letters would turn up in the midst of the text that programs find on the page.
    """
    if not word:
        return
    canvas.begin_artifact("Background")
    canvas.saveState()
    canvas.translate(sheet.width / 2, sheet.height / 2)
    canvas.rotate(_SLANT if sheet.height > sheet.width else 90 - _SLANT)
    canvas.setFillColor(HexColor(pale(look.theme)))
    canvas.addLiteral(f"{_outline(printable(word))} f")
    canvas.restoreState()
    canvas.end()


def pale(theme: Theme) -> str:
    """The colour of a draft's word, on which text can be read."""
    return mixed(theme.line, theme.surface, _PALE)


@cache
def _outline(word: str) -> str:
    """The word's outline around the origin, as operators."""
    lato = FontProperties(fname=str(resource("fonts", FONT_FILES[1])))
    path = TextPath((0, 0), word, size=min(_LARGEST, _ACROSS / width(word, BOLD, 1)), prop=lato)
    middle = path.get_extents()
    shift = Affine2D().translate(-(middle.x0 + middle.x1) / 2, -(middle.y0 + middle.y1) / 2)
    return outline(path, shift)


def _draw_foot(canvas: TaggedCanvas, sheet: Sheet, furniture: Furniture, look: Look, texts: Texts) -> None:
    room, right = sheet.width - 2 * sheet.margin, sheet.width - sheet.margin
    canvas.setStrokeColor(HexColor(look.theme.line))
    canvas.setLineWidth(0.5)
    canvas.line(sheet.margin, sheet.foot + 1.3 * sheet.size, right, sheet.foot + 1.3 * sheet.size)
    canvas.setFillColor(HexColor(look.theme.muted))
    canvas.setFont(REGULAR, sheet.size)
    canvas.drawRightString(right, sheet.foot, str(canvas.getPageNumber()))
    canvas.drawString(
        sheet.margin, sheet.foot, shortened(printable(furniture.title), room - _NUMBER_ROOM, REGULAR, sheet.size)
    )
    notices = furniture.notices(texts)
    if notices:
        canvas.setFillColor(HexColor(look.theme.warn))
        canvas.setFont(BOLD, sheet.size)
        canvas.drawString(
            sheet.margin, sheet.foot - 1.3 * sheet.size, shortened(printable(notices), room, BOLD, sheet.size)
        )


def shortened(text: str, room: float, font: str, size: float = TEXT_SMALL) -> str:
    """The text, cut with an ellipsis where it is wider than `room` points."""
    if width(text, font, size) <= room:
        return text
    while text and width(f"{text}…", font, size) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"
