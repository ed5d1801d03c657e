"""The converted questionnaires of the editions that come with the program: converting them takes seconds, writing them none."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from clusterbench_gui.app.editions.read import bundled_edition_files
from clusterbench_gui.forms.read import read_form


def warm(home):
    """Put them into the cache of a home, as a program that was used there before has left them."""
    folder = home / "cache" / "forms"
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in _converted().items():
        (folder / name).write_bytes(content)


@cache
def _converted():
    with TemporaryDirectory() as place:
        for edition in ("cluster-2010", "cluster-2012"):
            files = bundled_edition_files(edition)
            for name in files:
                if name.endswith(".xlsx"):
                    read_form(name, files[name], files=files.get, cache=Path(place))
        return {one.name: one.read_bytes() for one in Path(place).iterdir()}
