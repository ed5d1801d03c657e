"""What can be wrong between devices: bundles, senders, chains, conflicts."""

from collections.abc import Mapping

from clusterbench_gui.app.wording.marks import _

SENTENCES: Mapping[str, str] = {
    "contact-forged": _(
        "What came of how to reach “{name}” cannot be read. Nothing was taken in; please ask the sender for a new bundle."
    ),
    # bundles
    "bundle-foreign": _("This is not a bundle of ClusterBench. Please choose a file NAME.cbundle."),
    "bundle-large": _("The bundle is larger than ClusterBench takes. Nothing was changed; please send less at once."),
    "bundle-not-for-us": _(
        "The bundle was made for another device. Please ask its sender for one made with your card."
    ),
    "bundle-damaged": _(
        "The bundle is damaged or was changed on its way. Nothing was changed here; please ask for it again."
    ),
    "bundle-forged": _(
        "The bundle's signature does not fit. Nothing was changed; please ask the sender whether it is theirs."
    ),
    "bundle-newer": _("The bundle was made by a newer ClusterBench. Please update the program and read it again."),
    "bundle-study": _("The bundle belongs to another study, “{title}”. Please open that study and read it there."),
    "bundle-edition": _(
        "The bundle was made with another state of the edition than this study has. Please ask the office for a new study."
    ),
    "bundle-no-assignment": _(
        "Only an assignment bundle makes a study, and this is none. Please ask the office for one."
    ),
    # senders
    "sender-unknown": _(
        "The bundle comes from a device that is not accepted yet. Please let its user read its fingerprint to you; if it is {fingerprint}, accept the device and read the bundle again."
    ),
    "sender-changed": _(
        "The bundle says that it comes from {name}, but its keys are others ({fingerprint}). Please ask {name}; if the device was set up anew, accept its new card."
    ),
    "sender-no-office": _(
        "{name} sent an assignment but is not accepted as an office. Nothing was changed. "
        "If it is your office, accept it with “accept --office”."
    ),
    "office-missing": _(
        "The study knows no office to send results to. Please accept the office's assignment, or name the card of a receiver."
    ),
    "card-damaged": _("This is not a whole card of a device. Please copy the line again, all of it."),
    "receiver-wrong": _("The card of a receiver cannot be used. Please ask for it again."),
    # chains
    "event-forged": _(
        "The entry {sequence} of the log of device {device} is not what its proof says. Nothing was changed; please tell the office."
    ),
    "event-taken": _(
        "The entry {sequence} of the log of device {device} has the number of another one. Nothing was changed; please tell the office."
    ),
    "chain-forked": _(
        "The log of device {device} says two different things at its place {sequence}. Nothing was changed: a study seems to have been copied by hand and used twice; please keep both and tell the office."
    ),
    "chain-foreign": _(
        "The device {device} brings the log {name}, which belongs to another device. If it goes on with that one's work, accept it instead of that device."
    ),
    "cluster-differs": _(
        "The cluster {name} is called “{theirs}” on the laptop and “{ours}” here. Please check which one was meant."
    ),
    # conflicts
    "interview-in-conflict": _(
        "Two devices gave different answers in this interview. A supervisor has to settle that first."
    ),
    "nothing-settled": _(
        "Every finished interview of this study waits for a supervisor to settle a conflict, so there is nothing to score."
    ),
    "role-supervisor": _("Only a supervisor settles conflicts, and {name} is none."),
    "conflict-changed": _("What was said about {name} has changed meanwhile. Please look at the conflict again."),
    "conflict-unknown": _("There is no conflict {name}. The list shows their numbers."),
    "conflict-choice": _("Please say what holds: the number of an answer, or another value."),
    "person-missing": _(
        "Nobody's name is known here. Please write the supervisor's name in Settings, or give it with --by."
    ),
    "event-unknown": _("The interview's log has no such entry."),
    # shared folder
    "sync-folder-unknown": _("The study has no shared folder yet. Please name one."),
    "sync-folder-missing": _("The shared folder is not there. Please plug in the stick or connect the network."),
}
