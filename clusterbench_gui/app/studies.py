"""Studies: make one from an edition, open and close it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from clusterbench_gui.app.editions import bundled_edition_files, load_edition
from clusterbench_gui.app.formulas import compile_formulas, edition_forms
from clusterbench_gui.domain.editions import Edition
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.domain.studies import Cluster
from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.read import read_form
from clusterbench_gui.storage.keys import read_envelope
from clusterbench_gui.storage.opening import KEYS
from clusterbench_gui.storage.workspace import Workspace
from clusterbench_gui.support.paths import cache_dir, studies_dir

DEFAULT_EDITION = "cluster-2012"


@dataclass(slots=True)
class Study:
    """An open study. Its workspace belongs to the thread that opened it."""

    workspace: Workspace
    edition: Edition
    forms: dict[str, Form] = field(default_factory=dict)

    def form(self, instrument: str) -> Form:
        """The questionnaire of an instrument, parsed once."""
        if instrument not in self.forms:
            name = self.edition.instrument(instrument).file
            self.forms[instrument] = read_form(name, self.edition.files[name], cache=cache_dir() / "forms")
        return self.forms[instrument]

    def close(self) -> None:
        """Give the file back; the log is checkpointed."""
        self.workspace.close()


def create_study(
    folder: Path,
    *,
    title: str,
    files: Mapping[str, bytes] | None = None,
    clusters: Sequence[Cluster] = (),
    synthetic: bool = False,
    passphrase: str | None = None,
) -> None:
    """Make a workspace from an edition's files, else from the bundled edition; they are copied into it.

    Raises `ProblemError` where the folder exists, or anything is wrong with the edition: then nothing is made.
    """
    edition = load_edition(files or bundled_edition_files(DEFAULT_EDITION))
    compile_formulas(edition, edition_forms(edition))
    with Workspace.create(
        folder, title=title, edition=edition.id, files=edition.files, synthetic=synthetic, passphrase=passphrase
    ) as workspace:
        workspace.add_clusters(clusters)


def open_study(folder: Path, *, passphrase: str | None = None, read_only: bool = False) -> Study:
    """Open a workspace and load its edition. Raises `ProblemError` (damaged, foreign, newer, wrong passphrase …)."""
    workspace = Workspace.open(folder, passphrase=passphrase, read_only=read_only)
    try:
        return Study(workspace, load_edition(workspace.edition_files()))
    except BaseException:
        workspace.close()
        raise


def first_study(language: str) -> Path:
    """The study that a new user starts with: the bundled edition in the default place, made where it is missing."""
    folder = studies_dir() / f"{DEFAULT_EDITION}.clusterbench"
    if not folder.exists():
        title = load_edition(bundled_edition_files(DEFAULT_EDITION)).titles[language]
        create_study(folder, title=title)
    return folder


def needs_passphrase(folder: Path) -> bool:
    """Whether this study opens only with a passphrase. False where the folder is no study at all."""
    try:
        return read_envelope(folder / KEYS).passphrase is not None
    except ProblemError:
        return False
