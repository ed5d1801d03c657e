"""Reports: choose clusters and language, see pages, write PDF files."""
