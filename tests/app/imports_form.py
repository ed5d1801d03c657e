"""A small questionnaire with everything that imports meet, and submissions of it as other programs write them."""

import zipfile

from clusterbench_gui.forms.read import read_form

FORM = """| settings |
| | form_id | version | namespaces |
| | visit | 3 | cb="urn:clusterbench:xforms" |
| survey |
| | type | name | label | required | relevant | constraint | default | calculation | repeat_count | bind::cb:absence | parameters |
| | start | begun | | | | | | | | | |
| | end | ended | | | | | | | | | |
| | username | user | | | | | | | | | |
| | text | cluster_code | Code | | | | | | | dont-know | |
| | begin_group | basics | Basics | | | | | | | | |
| | integer | staff | Staff | yes | | . < 1000 | | | | refused dont-know | |
| | decimal | budget | Budget | | | | | | | | |
| | text | note | Note | | | | nothing | | | | |
| | end_group | | | | | | | | | | |
| | select_one yn | active | Active | | | | | | | | |
| | select_multiple colour | colours | Colours | | ${active} = 'yes' | | | | | refused | |
| | date | day | Day | | | | | | | | |
| | dateTime | moment | Moment | | | | | | | | |
| | image | photo | Photo | | | | | | | | |
| | calculate | twice | | | | | | ${staff} * 2 | | | |
| | begin_repeat | firm | Firm | | | | | | | | |
| | text | name | Name | | | | | | | | |
| | begin_repeat | site | Site | | | | | | | | |
| | integer | size | Size | | | . >= 0 | | | | refused | |
| | end_repeat | | | | | | | | | | |
| | end_repeat | | | | | | | | | | |
| | begin_repeat | floor | Floor | | | | | | 2 | | |
| | integer | rooms | Rooms | | | | | | | | |
| | end_repeat | | | | | | | | | | |
| choices |
| | list_name | name | label |
| | yn | yes | Yes |
| | yn | no | No |
| | colour | red | Red |
| | colour | blue | Blue |
"""
PAGE = """<?xml version='1.0'?><data xmlns:orx="http://openrosa.org/xforms" id="{form}" version="{version}">
<begun>2012-07-01T09:00:00.000+02:00</begun><ended>2012-07-01T10:00:00.000+02:00</ended><user>ewa</user>{answers}
<orx:meta><orx:instanceID>{instance}</orx:instanceID>{former}</orx:meta></data>"""
ANSWERS = (
    "<cluster_code>{code}</cluster_code><basics><staff>{staff}</staff><budget>1.50</budget><note/></basics>"
    "<active>yes</active><colours>red blue</colours><day>2012-07-01</day><photo>a.jpg</photo>"
    "<firm><name>A</name><site><size>1</size></site><site><size>2</size></site></firm><firm><name>=B</name></firm>"
    "<floor><rooms>4</rooms></floor><floor><rooms>5</rooms></floor>"
)


def visit_form():
    return read_form("visit.md", FORM.encode())


def page(instance="uuid:1", former="", *, form="visit", version="3", answers=ANSWERS, code="K01", staff="5"):
    """A submission as ODK Collect writes it."""
    before = f"<orx:deprecatedID>{former}</orx:deprecatedID>" if former else ""
    said = answers.format(code=code, staff=staff)
    return PAGE.format(form=form, version=version, answers=said, instance=instance, former=before).encode()


def stored(folder, pages, **files):
    """Briefcase's storage, from submissions by the names of their folders."""
    for name, xml in pages.items():
        home = folder / "forms" / "visit" / "instances" / name
        home.mkdir(parents=True, exist_ok=True)
        (home / "submission.xml").write_bytes(xml)
        for file, content in files.items():
            (home / file.replace("_", ".")).write_bytes(content)
    return folder


def zipped(path, folder):
    """A folder as a zip archive."""
    assert folder not in path.parents, "an archive of itself has no end"
    with zipfile.ZipFile(path, "w") as made:
        for one in sorted(folder.rglob("*")):
            if one.is_file():
                made.write(one, one.relative_to(folder).as_posix())
    return path
