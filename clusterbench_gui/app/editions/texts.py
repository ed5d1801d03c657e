"""The texts of an edition: recommendations, practices, glossary. An edition may lack any of them."""

from collections.abc import Iterator, Mapping, Sequence

from clusterbench_gui.app.editions.tables import Row, read_rows
from clusterbench_gui.domain.editions import AUDIENCES, CONDITIONS, Model, Practice, Recommendation, Term
from clusterbench_gui.domain.problems import Problem

RECOMMENDATIONS_FILE = "recommendations.csv"
PRACTICES_FILE = "practices.csv"
GLOSSARY_FILE = "glossary.csv"
_YES_NO = ("yes", "no")


class TextReader:
    """Reads the text files of one edition; what is wrong goes to `faults`."""

    def __init__(
        self, files: Mapping[str, bytes], model: Model, languages: Sequence[str], faults: list[Problem]
    ) -> None:
        """Sub-areas are those of the model, on the level above the indicators."""
        self._files = files
        self._subareas = tuple(node.code for node in model.at(2))
        self._languages = languages
        self._faults = faults

    def recommendations(self) -> tuple[Recommendation, ...]:
        """One text for each sub-area, condition and audience."""
        found: dict[tuple[str, str, str], Recommendation] = {}
        for row in self._rows(RECOMMENDATIONS_FILE, ("subarea", "condition", "audience"), ("text",)):
            key = (
                self._subarea(row),
                row.choice("condition", CONDITIONS),
                row.choice("audience", AUDIENCES),
            )
            if key in found:
                row.fault("recommendation-twice", "subarea")
            found[key] = Recommendation(*key, row.required_names("text", self._languages))
        return tuple(found.values())

    def practices(self) -> tuple[Practice, ...]:
        """Descriptions of solutions, each tied to a sub-area."""
        parts = ("title", "situation", "steps", "result", "resources")
        found: list[Practice] = []
        for row in self._rows(PRACTICES_FILE, ("code", "subarea", "example"), parts):
            code = row.required("code")
            if any(one.code == code for one in found):
                row.fault("code-twice", "code")
            subarea = self._subarea(row)
            title, situation, steps, result, resources = (row.required_names(part, self._languages) for part in parts)
            example = row.choice("example", _YES_NO) == "yes"
            found.append(Practice(code, subarea, title, situation, steps, result, resources, example))
        return tuple(found)

    def glossary(self) -> tuple[Term, ...]:
        """Terms in the order of the file."""
        rows = self._rows(GLOSSARY_FILE, (), ("term", "text"))
        return tuple(
            Term(row.required_names("term", self._languages), row.required_names("text", self._languages))
            for row in rows
        )

    def _subarea(self, row: Row) -> str:
        """A sub-area of the model; without a model, each row would be wrong for the same reason."""
        return row.choice("subarea", self._subareas) if self._subareas else row.text("subarea")

    def _rows(self, file: str, columns: Sequence[str], stems: Sequence[str]) -> Iterator[Row]:
        if file not in self._files:
            return iter(())
        translated = (f"{stem}_{language}" for stem in stems for language in self._languages)
        return read_rows(file, self._files[file], (*columns, *translated), self._faults)
