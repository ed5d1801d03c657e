"""What is found out about scores, on a thread of its own: experiments, groups, how sure the ranking is.

Imports numpy, so it is itself imported there.
"""

from dataclasses import replace

from clusterbench_gui.app.findings import certainty_of
from clusterbench_gui.app.relations import sensitivity_of
from clusterbench_gui.app.views.selection import Selection
from clusterbench_gui.app.views.showing import shown
from clusterbench_gui.app.views.trying import Trial, trial
from clusterbench_gui.domain.experiments import Experiment
from clusterbench_gui.domain.findings import Certainty, Sensitivity
from clusterbench_gui.domain.scores import ScoredStudy


class Analysis:
    """Answers questions about a scored study; keeps nothing."""

    def close(self) -> None:
        """Nothing is held."""

    def shown(self, study: ScoredStudy, selection: Selection) -> ScoredStudy:
        """The study as selected."""
        return shown(study, selection)

    def trials(self, study: ScoredStudy, experiment: Experiment) -> tuple[Trial, Trial]:
        """The whole study under an experiment, and under the same without its targets."""
        found = trial(study, experiment)
        return found, trial(study, replace(experiment, targets=())) if experiment.targets else found

    def sensitivity(self, study: ScoredStudy) -> Sensitivity:
        """Which choice of the method its ranking hangs on most."""
        return sensitivity_of(study)

    def certainty(self, study: ScoredStudy) -> Certainty:
        """How sure its ranking is."""
        return certainty_of(study)
