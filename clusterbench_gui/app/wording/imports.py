"""What can be wrong with what comes from elsewhere: archives, submissions, tables of answers."""

from collections.abc import Mapping

from clusterbench_gui.app.wording.marks import _

SENTENCES: Mapping[str, str] = {
    # archives and files
    "file-too-large": _("The file is larger than {megabytes} MB and is not read. Please check where it comes from."),
    "archive-damaged": _("The archive is damaged or not whole. Please fetch it again."),
    "archive-locked": _("The archive has a password. Please unpack it and import the folder."),
    "archive-name-unsafe": _(
        "The archive holds “{text}”, which leads out of it. Nothing of it was read; please ask who made it."
    ),
    "archive-name-twice": _("The archive holds “{text}” twice. Nothing of it was read; please ask who made it."),
    "archive-too-large": _(
        "The archive unpacks to more than {gigabytes} GB and is not read. Please import it in parts."
    ),
    "archive-too-many": _("There are more than {count} files. Please import them in parts."),
    "workbook-unreadable": _("This workbook cannot be read. Please save it again as .xlsx, or as CSV."),
    "cells-too-many": _(
        "The row has more cells than the {wanted} of the header. Please check commas and quotation marks."
    ),
    # lists of clusters
    "list-column-unknown": _("A list of clusters has no column “{name}”, or has it twice. It may have: {known}."),
    "list-column-missing": _("The list needs a column “name” with the names of the clusters."),
    "list-name-missing": _("The cluster has no name. Please write one, or take the row out."),
    "list-code-twice": _("The cluster {text} stands in the list twice. Please keep one of the rows."),
    "list-day": _("“{text}” is no day. Please write it as 2012-07-04 or 4.07.2012."),
    "list-time": _("“{text}” is no time, or has no day beside it. Please write it as 10:00."),
    # encrypted submissions
    "private-key-unreadable": _(
        "This is no private key of an encrypted form. Please give the PEM file that was made for the form, without a passphrase."
    ),
    "submission-key-needed": _("The submission is encrypted. Please give the form's private key (--private-key)."),
    "submission-key-wrong": _("The private key does not open this submission. Please give the key of its form."),
    "submission-manifest-broken": _("The submission is encrypted, but does not say how. Please fetch it again."),
    "submission-part-missing": _(
        "A part of the encrypted submission is missing: {text}. Please put it beside the others."
    ),
    "submission-part-damaged": _("A part of the encrypted submission is damaged: {text}. Please fetch it again."),
    "submission-signature-wrong": _(
        "The encrypted submission was changed after it was sent. Nothing of it was taken; please fetch it again."
    ),
    "submission-unsigned": _("The encrypted submission has no signature, so that changes of it would not show."),
    # what becomes of interviews
    "import-format-unknown": _(
        "This is neither a submission nor a table of answers. Please give XML, ZIP, CSV or XLSX."
    ),
    "import-nothing": _("There are no submissions and no tables of answers in it."),
    "import-form-unknown": _(
        "The submission belongs to the form “{found}”. The questionnaires of this study are: {wanted}."
    ),
    "import-version-differs": _(
        "The submission was made with version {found} of the questionnaire; the study has {wanted}. Please look through the answers."
    ),
    "import-cluster-needed": _(
        "Nothing says which cluster the interview is about: neither a question “{question}” nor --cluster. The study has: {clusters}"
    ),
    "import-cluster-unknown": _(
        "The study has no cluster “{text}”. It has: {clusters}. Please give its code with --cluster."
    ),
    "import-differs": _(
        "This interview is in the study with other answers ({interview}). Nothing was overwritten; please compare and correct it by hand."
    ),
    "import-other-instrument": _("This is an edit of an interview with another questionnaire ({wanted}, not {found})."),
    "import-file-missing": _("The file “{text}” that an answer names did not come along."),
    # tables
    "import-table-unknown": _("No questionnaire of this study has these columns. Please compare them with an export."),
    "import-column-unknown": _(
        "The questionnaire {instrument} has no question “{name}”. Please correct or remove the column."
    ),
    "import-interview-twice": _("The interview {interview} stands in two rows."),
    "import-row-orphan": _("The row belongs to the interview “{text}”, which is not in the tables."),
    "import-row-key": _("“{text}” is no key of a row. Please leave the column “_row” as it was exported."),
    "import-row-twice": _("The row {text} of this interview is there twice."),
    "import-value": _("“{text}” is no answer to this question. Please correct the cell."),
    "import-choice": _("“{text}” is not among the choices of this question. Please write the name of a choice."),
    "import-constraint": _("“{text}” breaks a rule of the questionnaire. {message}"),
    "import-absence": _("“{text}” is no reason that this question allows, or there is an answer as well."),
    "import-not-asked": _("“{text}” answers a question that is not asked here. It is kept, but counts for nothing."),
    "import-more": _("{count} more problems are not listed."),
}
