"""Results as they are looked at: one selection for all views, the study shown so, and each view's figure, words and table."""
