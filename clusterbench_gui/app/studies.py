"""Studies: make one from an edition, open and close it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from clusterbench_gui.app.editions.read import bundled_edition_files, kept_edition, load_edition
from clusterbench_gui.app.editions.settings import EDITION_FILE
from clusterbench_gui.app.formulas import compile_formulas, edition_forms
from clusterbench_gui.domain.editions import Edition, text_in
from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.domain.studies import Cluster
from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.read import read_form
from clusterbench_gui.storage.keys.envelope import is_remembered, read_envelope
from clusterbench_gui.storage.opening import KEYS
from clusterbench_gui.storage.workspace import Workspace
from clusterbench_gui.support.paths import cache_dir, studies_dir

DEFAULT_EDITION = "cluster-2012"


@dataclass(slots=True)
class Study:
    """An open study, with the editions before its own that it keeps. Its workspace belongs to the thread that opened it."""

    workspace: Workspace
    edition: Edition
    earlier: tuple[Edition, ...] = ()
    forms: dict[str, Form] = field(default_factory=dict)

    def form(self, wave: str) -> Form:
        """The questionnaire of an instrument (`Edition.wave`), parsed once. KeyError where there is none."""
        if wave not in self.forms:
            file, files = self._questionnaire(wave)
            self.forms[wave] = read_form(file, files[file], files=files.get, cache=cache_dir() / "forms")
        return self.forms[wave]

    def _questionnaire(self, wave: str) -> tuple[str, Mapping[str, bytes]]:
        """The file of a questionnaire, and all that lie beside it."""
        for edition in (self.edition, *self.earlier):
            for one in edition.instruments:
                if edition.wave(one.id) == wave:
                    return one.file, edition.files
        raise KeyError(wave)

    def edition_called(self, name: str | None) -> Edition:
        """The study's edition, or an earlier one by its id. Raises `ProblemError` (`edition-unknown`)."""
        for one in (self.edition, *self.earlier):
            if name in {None, one.id}:
                return one
        raise ProblemError(problem("edition-unknown", Place(file=str(self.workspace.folder), name=name or "")))

    def close(self) -> None:
        """Give the file back; the log is checkpointed."""
        self.workspace.close()


def create_study(
    folder: Path,
    *,
    title: str,
    files: Mapping[str, bytes] | None = None,
    earlier: Sequence[Mapping[str, bytes]] = (),
    clusters: Sequence[Cluster] = (),
    synthetic: bool = False,
    passphrase: str | None = None,
) -> None:
    """Make a workspace from an edition's files, else from the bundled edition; they are copied into it.

    `earlier` are the files of editions before, which the study keeps for comparison. Raises `ProblemError` where the folder
    exists, or anything is wrong with an edition: then nothing is made.
    """
    edition = _checked(load_edition(files or bundled_edition_files(DEFAULT_EDITION)))
    kept = dict(edition.files)
    for content in earlier:
        before = _checked(load_edition(content, is_earlier=True))
        if before.id == edition.id or f"{before.id}/{EDITION_FILE}" in kept:
            raise ProblemError(problem("edition-twice", Place(name=before.id)))
        kept |= {f"{before.id}/{name}": data for name, data in before.files.items()}
    with Workspace.create(
        folder, title=title, edition=edition.id, files=kept, synthetic=synthetic, passphrase=passphrase
    ) as workspace:
        workspace.add_clusters(clusters)


def _checked(edition: Edition) -> Edition:
    compile_formulas(edition.model, edition_forms(edition))
    return edition


def open_study(folder: Path, *, passphrase: str | None = None, read_only: bool = False) -> Study:
    """Open a workspace and load its editions. Raises `ProblemError` (damaged, foreign, newer, wrong passphrase …)."""
    workspace = Workspace.open(folder, passphrase=passphrase, read_only=read_only)
    try:
        return Study(workspace, *editions_in(workspace.edition_files()))
    except BaseException:
        workspace.close()
        raise


def editions_in(files: Mapping[str, bytes]) -> tuple[Edition, tuple[Edition, ...]]:
    """The edition that a study's files hold, and those before it. Raises `ProblemError` where anything is wrong with one."""
    own, *others = _by_edition(files)
    return kept_edition(own), tuple(kept_edition(one, is_earlier=True) for one in others)


def _by_edition(files: Mapping[str, bytes]) -> list[dict[str, bytes]]:
    """The files of the study's own edition, then those of each earlier one, which lie in a folder of its id."""
    found: dict[str, dict[str, bytes]] = {"": {}}
    for name, content in files.items():
        edition, _, file = name.rpartition("/")
        found.setdefault(edition, {})[file] = content
    return list(found.values())


def first_study(language: str) -> Path:
    """The study that a new user starts with: the bundled edition in the default place, made where it is missing."""
    folder = studies_dir() / f"{DEFAULT_EDITION}.clusterbench"
    if not folder.exists():
        title = text_in(load_edition(bundled_edition_files(DEFAULT_EDITION)).titles, language)
        create_study(folder, title=title)
    return folder


def needs_passphrase(folder: Path) -> bool:
    """Whether somebody has to type a passphrase to open this study. False where the folder is no study at all."""
    try:
        envelope = read_envelope(folder / KEYS)
        return envelope.passphrase is not None and not is_remembered(envelope)
    except ProblemError:
        return False
