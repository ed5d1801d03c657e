"""Editors of questions: from a `QuestionState` to a widget that takes its answer."""
