"""Texts in a language: translations, plurals, and how numbers, dates and names are written and sorted.

There is no current language in the program. Whoever words something is handed a `Texts`, so that a report in English can
be made from a Polish window. Source texts are English; `resources/locale/*/LC_MESSAGES/clusterbench.po` translate them.
"""

import gettext
import locale
import math
import os
from datetime import date, datetime
from decimal import Decimal
from functools import cache

from clusterbench_gui.support.resources import resource

LANGUAGES = ("pl", "en")
DOMAIN = "clusterbench"
NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"
DASH = "\u2013"

_POLISH_ORDER = "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż"
_RANK = {letter: index for index, letter in enumerate(_POLISH_ORDER)}


class Texts:
    """Everything that depends on the language of the reader."""

    def __init__(self, language: str) -> None:
        """Load the catalogue of `language` ("pl" or "en"); English needs none."""
        self.language = language
        self._catalogue: gettext.NullTranslations = gettext.translation(
            DOMAIN, str(resource("locale")), languages=[language], fallback=True
        )

    def t(self, message: str, /, **values: object) -> str:
        """Translate `message`, then fill in `{name}` fields; a catalogue has its own heading under the empty message."""
        text = self._catalogue.gettext(message) if message else ""
        return text.format(**values) if values else text

    def n(self, singular: str, plural: str, count: int, /, **values: object) -> str:
        """Translate in the plural form that `count` needs; `{n}` is the count."""
        return self._catalogue.ngettext(singular, plural, count).format(n=count, **values)

    def c(self, context: str, message: str, /, **values: object) -> str:
        """Translate a word that needs a context to be understood, such as ("interview status", "open")."""
        text = self._catalogue.pgettext(context, message)
        return text.format(**values) if values else text

    def number(self, value: float | Decimal | None, decimals: int = 1) -> str:
        """A number for tables; a missing one is a dash, never a zero."""
        if value is None or math.isnan(value):
            return DASH
        text = f"{value:,.{decimals}f}"
        if text.strip("-0.,") == "":
            text = text.lstrip("-")
        text = text.replace("-", MINUS)
        if self.language == "pl":
            text = text.replace(",", NO_BREAK_SPACE).replace(".", ",")
        return text

    def date(self, value: date) -> str:
        """1.07.2012 in Polish, 1 Jul 2012 in English."""
        if self.language == "pl":
            return f"{value.day}.{value.month:02d}.{value.year}"
        return f"{value.day} {value.strftime('%b')} {value.year}"

    def time(self, value: datetime) -> str:
        """Hours, minutes and seconds of a moment, as shown on the user's clock."""
        return value.strftime("%H:%M:%S")

    def sort_key(self, text: str) -> tuple[tuple[int, str], ...]:
        """Key that sorts names the Polish way (ł after l, ż last), in both languages."""
        return tuple((_RANK.get(letter, len(_RANK) + 1 if letter.isalpha() else -1), letter) for letter in text.lower())


@cache
def texts(language: str) -> Texts:
    """The one `Texts` of a language."""
    return Texts(language)


def preferred_language() -> str:
    """Polish where the system speaks it, else English."""
    code = os.environ.get("LC_ALL") or os.environ.get("LANG") or (locale.getlocale()[0] or "")
    return "pl" if code.lower().startswith(("pl", "polish")) else "en"
