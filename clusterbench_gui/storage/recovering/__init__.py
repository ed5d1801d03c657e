"""Ways back: restoring a backup, repairing a damaged study, opening one whose passphrase was forgotten."""
