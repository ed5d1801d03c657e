"""Papers of one interview: filled-in questionnaire, provisional local report."""
