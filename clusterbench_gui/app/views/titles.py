"""What the views are called, for people."""

from clusterbench_gui.app.views.selection import Kind
from clusterbench_gui.support.texts import Texts


def view_name(kind: Kind, texts: Texts) -> str:
    """The name of a view."""
    t = texts.t
    return {
        Kind.RANKING: t("Ranking"),
        Kind.STRIP: t("Position"),
        Kind.PROFILE: t("Profile"),
        Kind.QUARTERS: t("Quarters"),
        Kind.HEATMAP: t("Heat map"),
        Kind.COMPARISON: t("Comparison"),
        Kind.GROUPS: t("Groups"),
        Kind.MAP: t("Map"),
        Kind.PORTFOLIO: t("Portfolio"),
        Kind.GAP: t("Gap"),
        Kind.TREND: t("Trend"),
        Kind.SPLIT: t("Change"),
        Kind.CHANCES: t("Chances of places"),
        Kind.DUELS: t("Who is ahead of whom"),
        Kind.INFLUENCES: t("Influences"),
        Kind.CORRELATIONS: t("Correlations"),
        Kind.MISSING: t("Missing answers"),
        Kind.TREE: t("Framework"),
    }[kind]
