"""The dependency graph of a form, built once: units in an order in which nothing is computed before what it reads."""

import heapq

from clusterbench_gui.forms.form import Form, Unit
from clusterbench_gui.forms.model import Element, Program, Read, Rule

_COMPUTED = (Rule.COUNT, Rule.RELEVANT, Rule.CALCULATE)
_LOOKS = (Rule.REQUIRED, Rule.READONLY, Rule.CONSTRAINT, Rule.WARNING)


class CycleError(Exception):
    """Expressions that need each other; `names` are the questions, in form order."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(", ".join(names))
        self.names = names


def build_graph(form: Form) -> None:
    """Fill `form.graph`. Raises `CycleError` where calculations or relevance go in circles."""
    drafts = [
        Unit(element, rule, program, 0)
        for element in form.elements
        for rule in _COMPUTED
        if (program := element.program(rule)) is not None
    ]
    edges = _edges(drafts)
    graph = form.graph
    for order, index in enumerate(_sorted(drafts, edges)):
        unit = Unit(drafts[index].element, drafts[index].rule, drafts[index].program, order)
        graph.units.append(unit)
        graph.of_element.setdefault(unit.element.index, []).append(unit)
        for read in unit.program.reads:
            graph.readers.setdefault(read.element.index, []).append((unit, read.shared))
    outputs: dict[int, list[Program]] = {}
    for (index, _), output in form.outputs.items():
        outputs.setdefault(index, []).append(output)
    for element in form.elements:
        for read in _look_reads(element, outputs.get(element.index, [])):
            graph.looks.setdefault(read.element.index, []).append((element, read.shared))


def _look_reads(element: Element, outputs: list[Program]) -> list[Read]:
    """What the look of a question depends on: its checks, its choices, its texts in any language."""
    programs = [program for rule in _LOOKS if (program := element.program(rule)) is not None]
    itemset = element.control.itemset if element.control else None
    if itemset is not None and itemset.program is not None:
        programs.append(itemset.program)
    programs += outputs
    unique = {(read.element.index, read.shared): read for program in programs for read in program.reads}
    return list(unique.values())


def _edges(units: list[Unit]) -> list[set[int]]:
    """For each unit the units that must come after it."""
    readers: dict[int, list[int]] = {}
    for number, unit in enumerate(units):
        for read in unit.program.reads:
            readers.setdefault(read.element.index, []).append(number)
    of_element: dict[int, list[int]] = {}
    for number, unit in enumerate(units):
        of_element.setdefault(unit.element.index, []).append(number)
    edges: list[set[int]] = [set() for _ in units]
    for number, unit in enumerate(units):
        reached = [unit.element] if unit.rule is Rule.CALCULATE else unit.element.subtree()
        for element in reached:
            edges[number].update(readers.get(element.index, ()))
            if unit.rule is Rule.COUNT:
                edges[number].update(of_element.get(element.index, ()))
        if unit.rule is Rule.COUNT:
            edges[number].discard(number)
    return edges


def _sorted(units: list[Unit], edges: list[set[int]]) -> list[int]:
    """Kahn's algorithm, form order first. A count that reads its own rows is let go: its loop settles by itself."""
    waiting = [0] * len(units)
    for after in edges:
        for number in after:
            waiting[number] += 1
    ready = [number for number, count in enumerate(waiting) if count == 0]
    done: list[int] = []
    free = set(range(len(units))) - set(ready)
    while ready or free:
        if not ready:
            _release(units, waiting, free, ready)
        number = heapq.heappop(ready)
        done.append(number)
        for later in edges[number]:
            waiting[later] -= 1
            if waiting[later] == 0 and later in free:
                free.discard(later)
                heapq.heappush(ready, later)
    return done


def _release(units: list[Unit], waiting: list[int], free: set[int], ready: list[int]) -> None:
    counts = [number for number in sorted(free) if units[number].rule is Rule.COUNT]
    if not counts:
        involved = [number for number in sorted(free) if waiting[number]]
        raise CycleError(list(dict.fromkeys(units[number].element.name for number in involved)))
    free.discard(counts[0])
    ready.append(counts[0])
