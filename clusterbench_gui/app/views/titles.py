"""What the views are called, for people."""

from collections.abc import Mapping

from clusterbench_gui.app.views.selection import Kind
from clusterbench_gui.app.wording.marks import _
from clusterbench_gui.support.texts import Texts

_TITLES: Mapping[Kind, str] = {
    Kind.RANKING: _("Ranking"),
    Kind.STRIP: _("Place among all"),
    Kind.PROFILE: _("Profile"),
    Kind.QUARTERS: _("Quarters"),
    Kind.HEATMAP: _("Heat map"),
    Kind.COMPARISON: _("Comparison"),
    Kind.GROUPS: _("Groups"),
    Kind.MAP: _("Map"),
    Kind.PORTFOLIO: _("Portfolio"),
    Kind.GAP: _("Distance"),
    Kind.TREND: _("Trend"),
    Kind.SPLIT: _("What the change is made of"),
    Kind.CHANCES: _("Chances of places"),
    Kind.DUELS: _("Who is ahead of whom"),
    Kind.INFLUENCES: _("What the ranking hangs on"),
    Kind.CORRELATIONS: _("Correlations"),
    Kind.MISSING: _("Missing data"),
    Kind.TREE: _("Framework"),
}


def title_of(kind: Kind, texts: Texts) -> str:
    """The name of a view."""
    return texts.t(_TITLES[kind])
