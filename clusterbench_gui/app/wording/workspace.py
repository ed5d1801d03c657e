"""What can be wrong with a study on disk, and with what is asked of it."""

from collections.abc import Mapping

from clusterbench_gui.app.wording.marks import _

SENTENCES: Mapping[str, str] = {
    # studies
    "cluster-unknown": _("This study has no cluster “{name}”. The list of clusters shows the codes."),
    "nothing-finished": _("No interview of this study is finished yet, so there is nothing to score."),
    "demo-clusters": _("{text} invented clusters cannot be made; please ask for 1 to 6000."),
    "interview-unknown": _("The study has no such interview."),
    "interview-exists": _("This interview is in the study already."),
    "interview-erased": _(
        "The consent to this interview was withdrawn and its answers were erased; there is nothing to print."
    ),
    "interview-withdrawn": _("The consent to this interview was withdrawn; nothing more can be written to it."),
    "contact-long": _("One of the fields on “{name}” is too long: {count} letters are the most. Please shorten it."),
    "edition-invented": _(
        "The clusters of this study are invented, so its edition cannot be closed: its reports stay drafts."
    ),
    "edition-open": _("The edition is not closed, so there is nothing to open again."),
    "role-closing": _("Only a supervisor closes an edition or opens it again, and {name} is none."),
    "no-study": _("No study is open. Please open one first."),
    # the workspace
    "folder-exists": _("There is something of this name already. Please choose another name."),
    "folder-missing": _("There is no such folder. Please check the path."),
    "workspace-foreign": _("This is not a ClusterBench study. A study is a folder with study.db and key.json."),
    "workspace-damaged": _(
        "The study's database is damaged. Please close the study and run “clusterbench check --repair” on its folder, or restore a backup."
    ),
    "workspace-newer": _(
        "The study was written by a newer ClusterBench. Please update the program; nothing was changed."
    ),
    "workspace-older": _("The study is of an older version and cannot be changed here. Please open it once to write."),
    "workspace-read-only": _(
        "The study is open only to be read, because another program writes to it or the folder is protected. "
        "Please close the other program, or take the protection off."
    ),
    "workspace-unreachable": _("The study cannot be reached ({detail}). Please check the disk or the network folder."),
    "workspace-unsafe": _(
        "The database refuses a setting that keeps answers safe ({pragma} is {found}). Nothing was written."
    ),
    "workspace-in-use": _("Another program holds the study just now. Please try again."),
    "passphrase-needed": _("The study opens only with its passphrase. Please give it."),
    "passphrase-wrong": _("The passphrase does not open this study. Please try again; capital letters count."),
    "passphrase-empty": _("An empty passphrase protects nothing. Please choose several words."),
    "key-missing": _(
        "No key on this computer opens the study. It was made by another user or on another computer; please ask for a passphrase."
    ),
    "key-file-damaged": _(
        "The study's key file is damaged. Please restore key.json from a copy; the answers are intact."
    ),
    "profile-key-damaged": _("Your profile's key is damaged. Please restore this file from a copy of your profile."),
    "identity-damaged": _(
        "The keys of this device in your profile are damaged. Please restore this file; without it, bundles made for this device cannot be read."
    ),
    "device-damaged": _("This computer's identity file is damaged. Please restore it from a copy of your profile."),
    "memory-short": _("The passphrase needs {megabytes} MB of free memory. Please close other programs and try again."),
    "office-key-unreadable": _(
        "This is no key of an office. It should be a file with a line AGE-SECRET-KEY-1…, as “clusterbench key office” writes it."
    ),
    "office-key-locked": _("The office's key opens only with its own passphrase. Please give the right one."),
    "office-key-foreign": _(
        "This key does not open the study: the study was never opened to its office. “clusterbench key list” shows to whom it was."
    ),
    "recipient-wrong": _("“{name}” is no recipient. The office's begins with age1; please copy all of it."),
    "passphrase-not-given": _(
        "There is nobody here to ask for a new passphrase. Please put it into a file and name that file."
    ),
    "passphrase-differs": _("The two passphrases differ. Nothing was changed; please try again."),
    "keyring-unavailable": _(
        "This computer has no keyring that can be used here ({detail}). The passphrase has to be typed as before."
    ),
    "folder-not-writable": _("This place cannot be written. Please choose another folder."),
    "disk-error": _("The disk reports an error ({detail}). Please copy the study elsewhere and check the disk."),
    # attachments
    "attachment-unreadable": _("The file “{name}” cannot be read, so it was not attached. Please try it again."),
    "attachment-empty": _("This file is empty, so it was not attached. Please choose another one."),
    "attachment-too-large": _(
        "This file is larger than {megabytes} MB, so it was not attached. Please choose a smaller one."
    ),
    "attachment-no-picture": _(
        "The file “{name}” is no picture that can be shown here, so it was not attached. Please choose a photo, such as a JPEG or PNG file."
    ),
    "attachment-no-sound": _(
        "The file “{name}” is no recording of sound, so it was not attached. Please choose another one."
    ),
    "attachment-no-film": _("The file “{name}” is no film, so it was not attached. Please choose another one."),
    "attachment-missing": _(
        "An attached file is not in the study's folder. Please copy it from another copy of the study or a backup."
    ),
    "attachment-damaged": _(
        "An attached file was changed or damaged. Please copy it from another copy of the study or a backup."
    ),
    "attachment-erased": _("There is no attached file here any more: it was taken back, or consent was withdrawn."),
    # what check finds
    "page-damaged": _(
        "The database is damaged: {detail}. Please run “clusterbench check --repair”, or restore a backup."
    ),
    "row-orphaned": _("Row {row} of table {name} belongs to nothing in {parent}."),
    "event-missing": _(
        "The log of device {name} lacks the entries {first} to {last}. Somebody took them out, or a copy is not whole."
    ),
    "event-changed": _("The entry {name} of the log was changed after it was written."),
    "event-unlinked": _("The entry {name} of the log does not follow the one before it."),
    "payload-missing": _("The answer of the entry {name} is gone without a withdrawn consent."),
    "payload-changed": _("The answer of the entry {name} was changed after it was written."),
    "projection-differs": _("The table {name} of current answers differs from the log for interview {interview}."),
    "edition-file-changed": _("The study's copy of {name} was changed after the study was made."),
}
