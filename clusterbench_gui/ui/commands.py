"""Every action of the window as data: id, text, keys, icon. The window makes QActions of them, the keys dialog lists them."""

from dataclasses import dataclass

from clusterbench_gui.support.texts import Texts

SCREENS = ("interviews", "data", "results", "reports", "networks", "settings")
"""Ids of the screens in the order of the rail; Ctrl+1 shows the first."""


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that a person can do anywhere in the window. `text` holds a mnemonic."""

    id: str
    text: str
    keys: str
    icon: str = ""


def screen_commands(texts: Texts) -> tuple[Command, ...]:
    """One command per screen, in the order of `SCREENS`."""
    t = texts.t
    names = (t("&Interviews"), t("&Data"), t("&Results"), t("Re&ports"), t("Networks"), t("&Settings"))
    return tuple(
        Command(screen, name, f"Ctrl+{place}", screen)
        for place, (screen, name) in enumerate(zip(SCREENS, names, strict=True), 1)
    )


def study_commands(texts: Texts) -> tuple[Command, ...]:
    """What can be done with studies."""
    return (
        Command("first-study", texts.t("&My interviews of the built-in edition"), "Ctrl+Shift+H", "interviews"),
        Command("new-study", texts.t("&New study…"), "Ctrl+Shift+N", "plus"),
        Command("open-study", texts.t("&Open another study…"), "Ctrl+O", "folder"),
        Command("demo", texts.t("De&monstration study"), "Ctrl+D", "flask"),
    )


def row_commands(texts: Texts) -> tuple[Command, ...]:
    """What can be done with a row of the list of interviews; Enter opens it."""
    return (
        Command("open", texts.t("&Open"), "Return", "play"),
        Command("appointment", texts.t("Appoin&tment…"), "Ctrl+T", "calendar"),
        Command("contact", texts.t("Cont&act…"), "Ctrl+I", "person"),
        Command("reopen", texts.t("Reop&en…"), "Ctrl+R", "undo"),
        Command("withdraw", texts.t("&Withdraw consent…"), "Ctrl+Shift+W", "trash"),
        Command("search", texts.t("Search the interviews"), "Ctrl+F", "search"),
    )


def result_commands(texts: Texts) -> tuple[Command, ...]:
    """What can be done with the views of the results."""
    return (
        Command("back", texts.t("&Undo the last choice"), "Ctrl+Z", "undo"),
        Command("forward", texts.t("&Redo"), "Ctrl+Y", "forward"),
        Command("table", texts.t("&Table"), "Ctrl+T", "table"),
        Command("compare", texts.t("Compare &with…"), "Ctrl+K", "ranking"),
        Command("pin", texts.t("&Pin for comparison"), "Ctrl+B", "pin"),
        Command("codes", texts.t("&Codes instead of names"), "Ctrl+Shift+P", "person"),
        Command("what-if", texts.t("&What if…"), "Ctrl+E", "flask"),
        Command("official", texts.t("Back to the &official method"), "Ctrl+0", "refresh"),
        Command("keep", texts.t("&Keep this view…"), "Ctrl+S", "save"),
        Command("copy", texts.t("Co&py the picture or the table"), "Ctrl+Shift+C", "reports"),
        Command("export", texts.t("&Export…"), "Ctrl+Shift+E", "save"),
    )


def table_commands(texts: Texts) -> tuple[Command, ...]:
    """What can be done with the tables of a network."""
    return (
        Command("take-back", texts.t("&Undo the last change of the tables"), "Ctrl+Z", "undo"),
        Command("copy-cells", texts.t("&Copy the cells"), "Ctrl+C", "copy"),
        Command("paste-cells", texts.t("&Paste cells of a spreadsheet"), "Ctrl+V", "paste"),
        Command("empty-cells", texts.t("&Empty the cells"), "Del", "eraser"),
        Command("insert-rows", texts.t("&Insert rows"), "Ctrl++", "row-insert"),
        Command("remove-rows", texts.t("&Remove the rows"), "Ctrl+-", "row-remove"),
    )


def window_commands(texts: Texts) -> tuple[Command, ...]:
    """What concerns the window itself."""
    return (
        Command("keys", texts.t("&Keys"), "F1", "keyboard"),
        Command("quit", texts.t("&Quit"), "Ctrl+Q", "cross"),
    )


def every_command(texts: Texts) -> tuple[Command, ...]:
    """All of them, as the dialog of keys lists them."""
    return (
        *screen_commands(texts),
        *row_commands(texts),
        *result_commands(texts),
        *table_commands(texts),
        *study_commands(texts),
        *window_commands(texts),
    )


def plain(text: str) -> str:
    """A command's text without its mnemonic mark and ellipsis."""
    return text.replace("&", "").rstrip("…")
