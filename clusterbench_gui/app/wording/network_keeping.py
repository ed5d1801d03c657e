"""What can be wrong with a network on disk, and with the variants that are kept in it."""

from collections.abc import Mapping

from clusterbench_gui.app.wording.marks import _

SENTENCES: Mapping[str, str] = {
    "no-network": _("This network is not open any more, so nothing was written. Please open it again."),
    "network-foreign": _("This is no network of ClusterBench. A network is a folder with network.db and key.json."),
    "network-damaged": _("The network's database is damaged. Please put a copy of the folder in its place."),
    "network-newer": _(
        "The network was written by a newer ClusterBench. Please update the program; nothing was changed."
    ),
    "network-older": _("The network is of an older version and can only be read here. Please open it once to write."),
    "network-read-only": _(
        "The network is open only to be read, because another program writes to it or the folder is protected. "
        "Please close the other program, or take the protection off."
    ),
    "network-unreachable": _("The network cannot be reached ({detail}). Please check the disk or the shared folder."),
    "network-in-use": _("Another program holds the network just now. Please try again."),
    "network-key-missing": _(
        "No key on this computer opens the network. It was made by another user or on another computer; please ask for a passphrase."
    ),
    "network-key-damaged": _("The network's key file is damaged. Please restore key.json from a copy of the folder."),
    "network-passphrase-needed": _("The network opens only with its passphrase. Please give it."),
    "network-passphrase-wrong": _(
        "The passphrase does not open this network. Please try again; capital letters count."
    ),
    "variant-damaged": _(
        "A kept variant cannot be read ({name}). It was written by another version; please update the program."
    ),
    "variant-unknown": _("There is no variant {number}. Please choose one of the list."),
    "variant-committed": _(
        "Order {order} is committed already in variant {number}. Please withdraw that variant first."
    ),
    "variant-firm-gone": _("This firm takes no work any more, by the table of firms. Please plan the order anew."),
    "variant-no-room": _(
        "On {day} the resource “{name}” has {free} free hours, but the variant needs {needed}. Please plan the order anew."
    ),
    "variant-outside": _(
        "The variant uses the resource “{name}” on {day}, which is no working day of the plan now. Please plan the order anew."
    ),
}
