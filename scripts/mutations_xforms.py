"""Broken XForms, as trees."""

from collections.abc import Callable
from itertools import pairwise
from random import Random
from xml.etree import ElementTree as ET

from mutations_expressions import broken, hostile
from mutations_sheets import HUGE, MEGABYTE

SPACES = {
    "h": "http://www.w3.org/1999/xhtml",
    "": "http://www.w3.org/2002/xforms",
    "ev": "http://www.w3.org/2001/xml-events",
    "jr": "http://openrosa.org/javarosa",
    "orx": "http://openrosa.org/xforms",
    "odk": "http://www.opendatakit.org/xforms",
    "entities": "http://www.opendatakit.org/xforms/entities",
    "xsd": "http://www.w3.org/2001/XMLSchema",
}
COUNT = f"{{{SPACES['jr']}}}count"
_XF = f"{{{SPACES['']}}}"
_RULES = ("relevant", "calculate", "constraint", "required", "readonly", COUNT, "nodeset", "ref", "value")
_MANY = 0.15
"""The share of counts that are enormous: each takes the time of a hundred other inputs."""
Tree = ET.Element


def xform(content: bytes, chance: Random) -> bytes:
    """A sound XForm with some changes."""
    for prefix, space in SPACES.items():
        ET.register_namespace(prefix, space)
    tree = ET.fromstring(content)  # noqa: S314 - our own
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        change = _swell if chance.random() < HUGE else chance.choice(_CHANGES)
        change(tree, chance)
    try:
        return ET.tostring(tree, encoding="utf-8") if _letters(tree) < 70 * MEGABYTE else content
    except (RecursionError, ValueError):  # nested deeper than can be written; `mutations._deepen` makes such forms
        return content


def _all(tree: Tree) -> list[tuple[Tree, Tree]]:
    """Elements with their parents, the outermost two levels aside."""
    return [(parent, one) for top in tree for parent in top.iter() for one in parent]


def _binds(tree: Tree) -> list[Tree]:
    return list(tree.iter(f"{_XF}bind"))


def paths_of(tree: Tree) -> list[str]:
    """Paths of the questions."""
    return [one.get("nodeset", ".") for one in _binds(tree)] or ["."]


def _drop(tree: Tree, chance: Random) -> None:
    parent, one = chance.choice(_all(tree))
    parent.remove(one)


def _double(tree: Tree, chance: Random) -> None:
    parent, one = chance.choice(_all(tree))
    parent.extend([one] * _bounded(one, chance.choice((1, 1, 3, 100))))


def _bounded(one: Tree, times: int) -> int:
    """So many times, or as often as makes no more than some megabytes."""
    return min(times, 4 * MEGABYTE // _letters(one))


def _letters(one: Tree) -> int:
    return sum(len(node.tag) + len(node.text or "") + sum(map(len, node.attrib.values())) for node in one.iter())


def _move(tree: Tree, chance: Random) -> None:
    every = _all(tree)
    (parent, one), (_, other) = chance.choice(every), chance.choice(every)
    if other not in one.iter():
        parent.remove(one)
        other.append(one)


def _rename(tree: Tree, chance: Random) -> None:
    every = _all(tree)
    chance.choice(every)[1].tag = chance.choice((chance.choice(every)[1].tag, f"{_XF}{chance.choice('abc')}", "x"))


def _nest(tree: Tree, chance: Random) -> None:
    parent, one = chance.choice(_all(tree))
    place = parent
    for _ in range(chance.choice((5, 50, 190, 300))):
        place = ET.SubElement(place, one.tag, one.attrib)


def _retext(tree: Tree, chance: Random) -> None:
    every = _all(tree)
    one = chance.choice(every)[1]
    one.text = chance.choice(
        (hostile(chance, paths_of(tree)), broken(one.text or "", chance), chance.choice(every)[1].text)
    )


def _attribute(tree: Tree, chance: Random) -> None:
    with_some = [one for _, one in _all(tree) if one.attrib]
    if not with_some:
        return
    one = chance.choice(with_some)
    name = chance.choice(sorted(one.attrib))
    other = chance.choice(with_some)
    if chance.random() < 0.2:
        del one.attrib[name]
    else:
        one.set(
            name, chance.choice((broken(one.attrib[name], chance), other.attrib[chance.choice(sorted(other.attrib))]))
        )


def _rule(tree: Tree, chance: Random) -> None:
    """An expression where a rule is wanted, or where the form has one already."""
    holders = _binds(tree) + list(tree.iter(f"{_XF}repeat")) + list(tree.iter(f"{_XF}itemset"))
    if not holders:
        return
    one = chance.choice(holders)
    wanted = [name for name in _RULES if name in one.attrib] or list(_RULES[:5])
    one.set(chance.choice((*wanted, *_RULES[:5])), hostile(chance, paths_of(tree)))


def _cycle(tree: Tree, chance: Random) -> None:
    binds = _binds(tree)
    if not binds:
        return
    ring = [chance.choice(binds) for _ in range(chance.randint(1, 4))]
    rule = chance.choice(("calculate", "relevant", "readonly", "constraint"))
    for one, other in zip(ring, ring[1:] + ring[:1], strict=True):
        one.set(
            rule, chance.choice(("{} + 1", "concat({0}, {0})", "{} = ''", "once({}) + 1")).format(other.get("nodeset"))
        )


def _chain(tree: Tree, _chance: Random) -> None:
    """Each calculation twice the one before."""
    binds = [one for one in _binds(tree) if one.get("nodeset")]
    for one, other in pairwise(binds):
        other.set("calculate", f"concat({one.get('nodeset')}, {one.get('nodeset')}, 'ab')")
        other.attrib.pop("relevant", None)


def _count(tree: Tree, chance: Random) -> None:
    """Counts that are enormous, follow an answer, or depend on the rows themselves."""
    repeats = list(tree.iter(f"{_XF}repeat"))
    for one in chance.sample(repeats, min(len(repeats), chance.randint(1, 3))):
        own = one.get("nodeset", ".")
        if chance.random() < _MANY:
            one.set(COUNT, chance.choice((f"count({own}) + 1", f"sum({own}/*) + 9", "1 div 0", "3000", "1000000000")))
        else:
            one.set(COUNT, chance.choice((f"count({own})", chance.choice(paths_of(tree)), "-5", "7", "7", "70", "'x'")))


def _repeat(tree: Tree, chance: Random) -> None:
    """Make a group of the instance a repeat, with rows by the million or by themselves; within others, where it may be."""
    groups = [one for one in tree.iter(f"{_XF}group") if one.get("ref")]
    for group in chance.sample(groups, min(len(groups), chance.randint(1, 3))):
        inner = ET.Element(f"{_XF}repeat", {"nodeset": group.get("ref", "")})
        inner[:] = list(group)
        group[:] = [inner]
        if chance.random() < 0.7:
            few = chance.choice(("4", "4", "70", chance.choice(paths_of(tree))))
            inner.set(COUNT, "1000000" if chance.random() < _MANY else few)


def _actions(tree: Tree, chance: Random) -> None:
    """Questions that set each other."""
    controls = [one for name in ("input", "select1", "select") for one in tree.iter(f"{_XF}{name}") if one.get("ref")]
    if not controls:
        return
    ring = [chance.choice(controls) for _ in range(chance.randint(1, 5))]
    for one, other in zip(ring, ring[1:] + ring[:1], strict=True):
        value = chance.choice((". + 1", f"concat(., {one.get('ref')}, 'a')", f"{one.get('ref')} + 1", "random()"))
        event = chance.choice(
            ("xforms-value-changed", "xforms-value-changed", "odk-instance-first-load odk-new-repeat")
        )
        ET.SubElement(one, f"{_XF}setvalue", {"event": event, "ref": other.get("ref", ""), "value": value})


def _swell(tree: Tree, chance: Random) -> None:
    parent, one = chance.choice(_all(tree))
    what = chance.randrange(5)
    if what == 0:
        one.text = "x" * (10 * MEGABYTE)
    elif what == 1:
        one.set(chance.choice(("label", *one.attrib)), "1 + " * MEGABYTE + "1")
    elif what == 2:
        parent.extend([one] * _bounded(one, 20_000))
    elif what == 3:
        for number in range(20_000):
            ET.SubElement(parent, f"{_XF}q{number}")
    else:
        parent.extend(ET.Element(f"{_XF}a") for _ in range(MEGABYTE))


_CHANGES: tuple[Callable[[Tree, Random], None], ...] = (
    _drop,
    _double,
    _move,
    _rename,
    _nest,
    _retext,
    _attribute,
    _attribute,
    _rule,
    _rule,
    _rule,
    _cycle,
    _chain,
    _count,
    _repeat,
    _actions,
)
