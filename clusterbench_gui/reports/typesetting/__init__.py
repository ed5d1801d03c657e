"""Setting of text, tables and charts on pages, and what makes the file fit for archive and screen readers."""
