"""What can be wrong with backups, attachments and the end of the log, and what a repair did."""

from collections.abc import Mapping

from clusterbench_gui.app.wording.marks import _

SENTENCES: Mapping[str, str] = {
    # backups
    "backup-failed": _(
        "No automatic backup could be made. You can go on working; the next line says what to do, then it is tried again."
    ),
    "backup-damaged": _("This backup is damaged or not whole. Please use another one."),
    "backup-newer": _("This backup was made by a newer ClusterBench. Please update the program; nothing was changed."),
    "backup-foreign": _("This backup is of another study. Please keep it elsewhere."),
    "backup-inside": _("A backup inside the study's own folder would be lost with it. Please choose another place."),
    "backup-not-erased": _(
        "Answers to which the consent was withdrawn are still in this backup, because it could not be rewritten. The next opening tries again; else please delete the file."
    ),
    "backup-key-old": _(
        "This backup still opens as the study did before, perhaps without a passphrase, because it could not be rewritten. The next opening tries again; else please delete the file."
    ),
    # what check finds beside the log
    "chain-cut": _(
        "The log of device {name} lacks its last entries, {first} to {last}, which were here once. An older copy was put back, or somebody took them out; please run check with --repair."
    ),
    "attachment-stray": _("No answer names this attachment; the program removes it after a day."),
    # what repair says
    "repair-impossible": _(
        "The study cannot be repaired: neither its database nor a backup beside it holds enough. Nothing was changed. Please restore a backup from elsewhere."
    ),
    "pages-lost": _("Pages of the database that cannot be read: {count}. What else could be read was taken over."),
    "study-lost": _(
        "What the study said of itself is lost: it has the folder's name for a title now, and a new number, so bundles of before do not fit it. Whether it was invented is not known any more."
    ),
    "rows-lost": _(
        "Table {name} could not be read to its end. What is missing was taken from the newest backup, if there is one."
    ),
    "rows-from-backup": _("Rows of table {name} taken from a backup: {count}."),
    "interview-lost": _(
        "Of interview {name} only parts are left ({count} entries), and not what began it, so it is not listed. Please look for another copy of the study."
    ),
    "key-file-restored": _(
        "The study's key file was damaged and was taken from a backup. The passphrase of that time opens it."
    ),
}
