"""Papers of empty pages, for tests of what is done with pages, whatever they say."""

import io

import pikepdf

A4 = (595, 842)


def empty_pages(count=12):
    """A PDF of so many pages."""
    paper = io.BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(count):
            pdf.add_blank_page(page_size=A4)
        pdf.save(paper)
    return paper.getvalue()
