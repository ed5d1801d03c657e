"""What can be wrong with long work, and with files."""

from collections.abc import Mapping

from clusterbench_gui.app.wording.marks import _

SENTENCES: Mapping[str, str] = {
    # work in the background
    "cancelled": _("Stopped. Nothing was left half done."),
    "process-ended": _("The work ended without a result; perhaps memory ran out. Please try again."),
    "unexpected": _(
        "Something went wrong in the program itself ({kind}); the log file holds the details. What was shown as saved is saved."
    ),
    "report-which": _("Please say which reports: --general, --slides, --all, or --cluster with a code."),
    "fact-sheet-whose": _("Please say whose fact sheets: --all, or --cluster with a code."),
    # files
    "file-missing": _("The file cannot be found or read. Please check the path."),
    "file-taken": _("There is a file of this name already, and it stays as it is. Please choose another name."),
    "not-a-folder": _("A file stands where a folder is needed. Please give the path of a folder."),
    "file-refused": _("The system refuses to write here: {detail}"),
    "disk-full": _("The disk is full. Nothing was lost; please make room and try again."),
    "not-writable": _("This place cannot be written. Please choose another folder."),
    "file-held": _(
        "The file is there already and cannot be replaced. If it is open in another program, please close it there."
    ),
}
