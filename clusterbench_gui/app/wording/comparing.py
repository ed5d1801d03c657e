"""What can be wrong when editions or groups of clusters are compared."""

from collections.abc import Mapping

from clusterbench_gui.app.wording.marks import _

SENTENCES: Mapping[str, str] = {
    "node-unknown": _(
        "The model has no node “{name}”. Please choose one of its indicators, sub-areas or areas, or the index."
    ),
    "grouping-unknown": _(
        "The study has no grouping “{name}”. Please choose one that the edition lists under [groups]."
    ),
    "group-too-small": _(
        "This group has fewer than {least} clusters, so its figures would be somebody's own. Please choose a larger one, or all clusters."
    ),
    "view-of-nobody": _(
        "This view is of one cluster, and none is chosen that the study has. Choose a cluster that was interviewed."
    ),
    "no-earlier-edition": _(
        "The study keeps no edition before this one, so there is no change to show. Please look at the newest edition of a study that keeps an earlier one."
    ),
    "editions-node": _(
        "The edition before had nothing like {name}, so there is no change to show. Please choose another node, or the index."
    ),
    "editions-nothing-shared": _(
        "No indicator below {name} is the same in both editions, so there is no change to show. Please choose another node, or the index."
    ),
    "editions-per-member": _(
        "Only one of the two editions divides its indicators by the number of members, so they cannot be compared. Please choose the same method for both."
    ),
    "editions-no-panel": _(
        "No cluster took part in both editions, so there is no change to show. It can be shown once one of them has been interviewed again."
    ),
}
