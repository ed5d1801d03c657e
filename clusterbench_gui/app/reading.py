"""Files from elsewhere, whatever they are, into a study: bundles, OpenRosa submissions, tables of answers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from clusterbench_gui.app.bundles import Received, is_bundle_file, read_bundle
from clusterbench_gui.app.imports.intake import Fate
from clusterbench_gui.app.imports.run import Imported, import_files
from clusterbench_gui.app.studies import Study
from clusterbench_gui.domain.problems import Problem, Severity
from clusterbench_gui.support.texts import Texts


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of the files. `untried` are bundles, which a trial only recognises."""

    bundles: tuple[tuple[Path, Received], ...] = ()
    untried: tuple[Path, ...] = ()
    imported: Imported | None = None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that somebody should look at."""
        warnings = [one for _, received in self.bundles for one in received.warnings]
        if self.imported is None:
            return tuple(warnings)
        return (*warnings, *self.imported.problems, *(one for taken in self.imported.taken for one in taken.problems))

    @property
    def is_whole(self) -> bool:
        """Whether nothing was refused."""
        return not any(one.severity is Severity.ERROR for one in self.problems)


def read_sources(
    study: Study,
    sources: Sequence[Path],
    *,
    accept: str = "",
    cluster: str | None = None,
    private_key: Path | None = None,
    skip_bad: bool = False,
    dry_run: bool = False,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Reading:
    """Take files into the study; what each is shows in its content. What is there already is not changed by reading it again.

    Bundles come first, each whole or not at all; `accept` is the fingerprint of a new sender. The rest is as `import_files`
    does it. Raises `ProblemError` as `read_bundle` and `import_files` do.
    """
    bundles = [one for one in sources if is_bundle_file(one)]
    with study.workspace.bulk():
        received = () if dry_run else tuple((one, read_bundle(study, one, accept=accept)) for one in bundles)
    untried = tuple(bundles) if dry_run else ()
    others = [one for one in sources if one not in bundles]
    if not others:
        return Reading(received, untried)
    imported = import_files(
        study,
        others,
        cluster=cluster,
        private_key=private_key,
        skip_bad=skip_bad,
        dry_run=dry_run,
        progress=progress,
    )
    return Reading(received, untried, imported)


def summary(reading: Reading, words: Texts) -> tuple[str, ...]:
    """What became of the files, a line for each bundle, one for conflicts and one for all else."""
    lines = [
        words.n("{file}: {n} new entry", "{file}: {n} new entries", received.merged.added, file=path.name)
        for path, received in reading.bundles
    ]
    lines += [words.t("{file}: a bundle; it was not read", file=path.name) for path in reading.untried]
    conflicts = reading.bundles[-1][1].conflicts if reading.bundles else 0
    if conflicts:
        lines.append(words.n("{n} conflict waits for a supervisor.", "{n} conflicts wait for a supervisor.", conflicts))
    if reading.imported is not None:
        counts = {fate.value: reading.imported.count(fate) for fate in Fate}
        lines.append(words.t("{new} new, {changed} changed, {unchanged} unchanged, {refused} refused", **counts))
    return tuple(lines)
