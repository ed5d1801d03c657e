"""Somebody who cannot see the screen: works with the program through AT-SPI alone, as a screen reader does.

Runs in the system's Python, which has pyatspi; says on standard output what happened, a JSON object per line.
"""

import json
import sys
import time

import pyatspi

PATIENCE = 30
DURABLE = 1
"""Seconds after which what stands in a field is on the disk: three times what is promised, for a busy machine."""
CLUSTER, PERSON = "Klaster Źródeł i Łąk", "Łucja Żak"
SILENT = {
    "filler",
    "panel",
    "layered pane",
    "separator",
    "frame",
    "scroll pane",
    "viewport",
    "image",
    "split pane",
    "list item",
}
"""Roles that hold others, or whose text is their name."""


def say(**words):
    print(json.dumps(words, ensure_ascii=False), flush=True)


def walk(one):
    yield one
    for at in range(min(one.childCount, 500)):
        child = one.getChildAtIndex(at)
        if child is not None and child.getState().contains(pyatspi.STATE_VISIBLE):
            yield from walk(child)


def wait(look, what):
    """Look again until something is found: the program draws and saves meanwhile."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            found = look()
        except Exception as error:  # noqa: BLE001 - an accessible that vanished while it was looked at
            found, what = None, f"{what} ({error})"
        if found:
            return found
        time.sleep(0.1)
    say(missing=what, seen=[f"{one.getRoleName()} {one.name}" for one in walk(application()) if shown(one)][:150])
    sys.exit(1)


def application():
    desk = pyatspi.Registry.getDesktop(0)
    every = (desk.getChildAtIndex(at) for at in range(desk.childCount))
    return next((one for one in every if one is not None and one.name == "ClusterBench"), None)


def shown(one):
    state = one.getState()
    return state.contains(pyatspi.STATE_SHOWING) and state.contains(pyatspi.STATE_VISIBLE)


def find(role, name):
    def look():
        return next(
            (
                one
                for one in walk(application())
                if one.getRoleName() in role.split("|")
                and name in one.name
                and shown(one)
                and one.getState().contains(pyatspi.STATE_ENABLED)
            ),
            None,
        )

    return wait(look, f"{role} “{name}”")


def press(role, name):
    actions = find(role, name).queryAction()
    names = [actions.getName(at) for at in range(actions.nActions)]
    actions.doAction(next(at for at, one in enumerate(names) if one in {"Press", "Toggle", "Check"}))


def write(name, text):
    find("text", name).queryEditableText().setTextContents(text)


def tell_nameless(screen):
    """What a screen reader would announce as nothing."""
    found = [
        f"{one.getRoleName()} at {one.queryComponent().getExtents(0)}"
        for one in walk(application())
        if shown(one)
        and one.getState().contains(pyatspi.STATE_FOCUSABLE)
        and not one.name.strip()
        and one.getRoleName() not in SILENT
    ]
    say(screen=screen, nameless=found)


def main():
    wait(application, "the program")
    press("push button", "Rozpocznij wywiad")
    write("Nazwa klastra", CLUSTER)
    press("push button", "OK")
    write("Imię i nazwisko", PERSON)
    press("push button", "OK")
    find("text", "nazwa klastra")
    tell_nameless("interview")
    press("radio button|check box|push button", "tak")
    write("nazwa klastra", CLUSTER)
    time.sleep(DURABLE)
    say(done=True)


main()
