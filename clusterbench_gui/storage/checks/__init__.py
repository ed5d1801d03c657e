"""Whether a study is sound: its database, its log, and the files beside it."""
