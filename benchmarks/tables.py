"""A long attached table: loading a form with it, and choices that an answer filters, with the index and by walking all rows.

Run it as ``python benchmarks/tables.py [ROWS]`` (default 50,000). Times are CPU, in milliseconds.
"""

import statistics
import sys
import time
from collections.abc import Callable
from functools import partial

from clusterbench_gui.forms.read import read_form
from clusterbench_gui.forms.session import FormSession

FORM = """| survey |
| | type | name | label | choice_filter | calculation |
| | text | county | County | | |
| | integer | code | Code | | |
| | select_one_from_file places.csv | place | Place | county = ${county} | |
| | select_one_from_file places.csv | numbered | Place | code = ${code} | |
| | select_one_from_file places.csv | walked | Place | true() and county = ${county} | |
| | calculate | label | | | instance('places')/root/item[name = ${place}]/label |
| | calculate | pulled | | | pulldata('places', 'label', 'name', ${place}) |
"""


def spent(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return 1000 * (time.process_time() - begin)


def main(rows: int) -> None:
    lines = (f"p{n},Place {n},c{n % 500},{n % 1000}\n" for n in range(rows))
    files = {"places.csv": ("name,label,county,code\n" + "".join(lines)).encode()}
    xml = read_form("form.md", FORM.encode(), files=files.get).xml
    loads = [spent(lambda: read_form("form.xml", xml, files=files.get)) for _ in range(5)]
    print(
        f"load of the form with {rows} rows: {statistics.median(loads):.1f} (without: {spent(lambda: read_form('form.xml', xml)):.1f})"
    )
    form = read_form("form.xml", xml, files=files.get)
    print(f"first session, which indexes the names: {spent(lambda: FormSession(form)):.1f}")
    session = FormSession(form)
    for question, asked, prefix in (("place", "county", "c"), ("numbered", "code", ""), ("walked", "county", "c")):
        times: list[float] = []
        for number in range(12):
            answer = spent(partial(session.answer, f"/data/{asked}", f"{prefix}{number}"))
            times.append(answer + spent(partial(session.question, f"/data/{question}")))
        print(
            f"{question}: an answer and the choices it leaves: first {times[0]:.1f}, then {statistics.median(times[1:]):.2f}"
        )
    session.answer("/data/county", "c1")
    chosen = [spent(partial(session.answer, "/data/place", f"p{1 + 500 * n}")) for n in range(9)]
    print(f"a choice that two calculations look up: {statistics.median(chosen):.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)
