"""Looks for bundles that are accepted though nobody made them so, for crashes and for files that appear somewhere.

A valid bundle is changed in three places: as the encrypted file, inside the zip before it is encrypted (by somebody who knows
the receiver's public key but not the sender's), and in its contents before they are signed (by an accepted sender that is
broken or hostile; there only order is asked for: a code or a sound bundle). Run it as
``python scripts/fuzz_bundles.py [MUTATIONS] [--seed N]``.
"""

import argparse
import json
import os
import random
import sys
import tempfile
import uuid
import warnings
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from clusterbench_gui.domain.bundles import Bundle, BundleKind
from clusterbench_gui.domain.devices import Card
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.domain.records import Record
from clusterbench_gui.exchange import bundle as bundles
from clusterbench_gui.exchange.archive import Limits, pack, unpack
from clusterbench_gui.storage.checks.check import check
from clusterbench_gui.storage.workspace import Workspace

LIMITS = Limits(total=4 * 1024 * 1024, members=200)
SIGNING = Ed25519PrivateKey.generate()
RECEIVER = pyrage.x25519.Identity.generate()
SENDER = Card(
    str(uuid.uuid4()), SIGNING.public_key().public_bytes_raw(), str(pyrage.x25519.Identity.generate().to_public())
)
ALIEN = Ed25519PrivateKey.generate()
NAMES = (
    "../../escaped",
    "/escaped",
    "C:\\escaped",
    "events.jsonl",
    "files/../../escaped",
    "attachments/" + "0" * 64,
    "x\x00y",
    "",
)

Random = random.Random
Members = dict[str, bytes]


def outside(content: bytes, rng: Random) -> bytes:
    """The encrypted file as a bad stick or mail gives it back."""
    kind = rng.randrange(6)
    at = rng.randrange(len(content))
    if kind == 0:
        return content[:at]
    if kind == 1:
        return content + rng.randbytes(rng.randrange(1, 40))
    if kind == 2:
        return content[:at] + bytes([content[at] ^ 1 << rng.randrange(8)]) + content[at + 1 :]
    if kind == 3:
        return content[:at] + rng.randbytes(rng.randrange(1, 200)) + content[at:]
    if kind == 4:
        return content[:at] + content[min(len(content), at + rng.randrange(1, 200)) :]
    return (
        rng.randbytes(rng.randrange(300)) if rng.random() < 0.5 else bundles.MAGIC + rng.randbytes(rng.randrange(300))
    )


def inside(archive: bytes, rng: Random) -> bytes:
    """The zip as a stranger makes it, who cannot sign."""
    kind = rng.randrange(9)
    if kind == 0:
        at = rng.randrange(len(archive))
        return archive[:at] + bytes([archive[at] ^ 1 << rng.randrange(8)]) + archive[at + 1 :]
    if kind == 1:
        return archive[: rng.randrange(len(archive))]
    members = dict(unpack(archive, LIMITS))
    name = rng.choice(sorted(members))
    if kind == 2:
        members[rng.choice(NAMES)] = rng.randbytes(20)
    elif kind == 3:
        del members[name]
    elif kind == 4:
        members = {rng.choice(NAMES) if each == name else each: part for each, part in members.items()}
    elif kind == 5:
        members[name] = _garbled(members[name], rng)
    elif kind == 6:
        return _resigned(members, rng)
    elif kind == 7:
        members[name] = bytes(rng.choice((LIMITS.total - 100, LIMITS.total + 1)))
    else:
        return pack([(each, part, True) for each, part in (*members.items(), (name, members[name]))])
    return pack([(each, part, True) for each, part in members.items()])


def _garbled(part: bytes, rng: Random) -> bytes:
    at = rng.randrange(len(part) + 1)
    return rng.choice(
        (part[:at], part + b"x", part[:at] + rng.randbytes(5) + part[at:], b"", b"[" * 100_000, b"null", b"1" * 5000)
    )


def _resigned(members: Members, rng: Random) -> bytes:
    """Signed by somebody else in the sender's name."""
    manifest = json.loads(members[bundles.MANIFEST])
    manifest["study"] = rng.choice((manifest["study"], "another"))
    content = json.dumps(manifest).encode()
    members |= {bundles.MANIFEST: content, bundles.SIGNATURE: ALIEN.sign(bundles.PREFIX + content)}
    return pack([(each, part, True) for each, part in members.items()])


def before_signing(archive: bytes, rng: Random) -> bytes:
    """Signed by the sender, but nothing that this program would have written."""
    members = dict(unpack(archive, LIMITS))
    manifest = json.loads(members.pop(bundles.MANIFEST))
    del members[bundles.SIGNATURE]
    name = rng.choice(sorted(members))
    kind = rng.randrange(4)
    if kind == 0:
        members[name] = _garbled(members[name], rng)
    elif kind == 1:
        members[name] = _json_garbled(members[name], rng)
    elif kind == 2:
        members[rng.choice(NAMES)] = rng.randbytes(20)
    manifest["parts"] = [[each, len(part), bundles.hashlib.sha256(part).hexdigest()] for each, part in members.items()]
    if kind == 3:
        field = rng.choice(sorted(manifest))
        manifest[field] = rng.choice(
            (None, -1, 2, 1 << 70, "x", [], {}, [[]], [None], {"device": 1}, "\ud800", True, 1.5)
        )
    content = json.dumps(manifest).encode()
    members |= {bundles.MANIFEST: content, bundles.SIGNATURE: SIGNING.sign(bundles.PREFIX + content)}
    return pack([(each, part, True) for each, part in members.items()])


def _json_garbled(part: bytes, rng: Random) -> bytes:
    """Another value somewhere in lines of JSON."""
    try:
        lines = [json.loads(line) for line in part.decode().splitlines()]
    except ValueError:
        return _garbled(part, rng)
    if not all(isinstance(line, list | dict) for line in lines):
        return _garbled(part, rng)
    line = rng.choice(lines)
    value = rng.choice((None, -1, 1 << 70, "x", [], {}, [[[]]], "\ud800", "\x00", True, 1.5, "A" * 44))
    key = rng.choice(sorted(line)) if isinstance(line, dict) else rng.randrange(len(line))
    line[key] = value
    return "".join(json.dumps(each) + "\n" for each in lines).encode()


def attempt(content: bytes, workspace: Workspace) -> str:
    """What became of it: the code that refused it, or `accepted`. Anything else is raised."""
    try:
        bundle = bundles.read_bundle(content, RECEIVER, LIMITS)
        workspace.merge(bundle.records, sender=bundle.sender.device)
    except ProblemError as error:
        return error.problems[0].code
    return "accepted" if bundle.sender == SENDER else "signed by another"


def valid(records: tuple[Record, ...]) -> Bundle:
    """A bundle with something of everything."""
    attachment = b"ciphertext" * 50
    name = bundles.hashlib.sha256(attachment).hexdigest()
    about = {
        "recovery": SENDER.recipient,
        "reference": "{}",
        "edition": "e",
        "files": {"edition.toml": b"id", "a.csv": b"1"},
    }
    return replace(
        Bundle(BundleKind.ASSIGNMENT, "s", "Badanie", SENDER, records, attachments={name: attachment}), **about
    )  # type: ignore[arg-type]


MUTATIONS: dict[str, Callable[[bytes, Random], bytes]] = {
    "the file": outside,
    "the zip, unsigned": lambda archive, rng: bundles.seal(inside(archive, rng), [str(RECEIVER.to_public())]),
    "the contents, signed": lambda archive, rng: bundles.seal(
        before_signing(archive, rng), [str(RECEIVER.to_public())]
    ),
}


def run(
    records: tuple[Record, ...], workspace: Workspace, count: int, seed: int
) -> tuple[dict[str, Counter[str]], list[str]]:
    """Outcomes by place of the change, and what must not have happened."""
    rng = random.Random(seed)  # noqa: S311 - reproducible, not secret
    content = bundles.write_bundle(valid(records), SIGNING, [str(RECEIVER.to_public())], LIMITS)
    archive = pyrage.decrypt(content, [RECEIVER])
    original = bundles.read_bundle(content, RECEIVER, LIMITS)
    outcomes: dict[str, Counter[str]] = {place: Counter() for place in MUTATIONS}
    wrong: list[str] = []
    for number in range(count):
        place = list(MUTATIONS)[number % 3]
        mutated = MUTATIONS[place](content if place == "the file" else archive, rng)
        try:
            outcome = attempt(mutated, workspace)
        except Exception as error:  # noqa: BLE001 - a crash is what is looked for
            outcome = f"CRASH {type(error).__name__}"
            wrong.append(f"{number}: {outcome} {error}")
        outcomes[place][outcome] += 1
        if outcome == "accepted" and place != "the contents, signed" and not _same(mutated, original):
            wrong.append(f"{number}: accepted though changed")
    return outcomes, wrong


def _same(mutated: bytes, original: Bundle) -> bool:
    """A change that changes nothing, such as a flag of the zip that nobody reads."""
    return bundles.read_bundle(mutated, RECEIVER, LIMITS) == original


def main() -> int:
    """Change, read, count."""
    warnings.simplefilter("ignore", UserWarning)  # names that come twice are meant
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("mutations", nargs="?", type=int, default=5000)
    options.add_argument("--seed", type=int, default=2026)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        home = Path(temporary)
        os.environ["CLUSTERBENCH_HOME"] = str(home / "home")
        os.chdir(home)
        with study(home / "source.clusterbench") as source, study(home / "target.clusterbench") as target:
            before = {path for path in home.rglob("*") if "-journal" not in path.name}
            outcomes, wrong = run(source.records(source.own_chains()), target, given.mutations, given.seed)
            written = {path for path in home.rglob("*") if "-journal" not in path.name} - before
        wrong += [f"check: {one.code}" for one in check(home / "target.clusterbench")]
    for place, counts in outcomes.items():
        print(f"{place}: {counts.total()}")
        for outcome, count in counts.most_common():
            print(f"  {outcome:<24}{count:>7}")
    print(f"accepted wrongly or crashed: {len(wrong)}; written outside of the study: {len(written)}")
    print("\n".join([*wrong, *map(str, written)]))
    return 1 if wrong or written else 0


def study(folder: Path) -> Workspace:
    """A study in which something was said."""
    from clusterbench_gui.domain.events import EventKind, Role, Statement  # noqa: PLC0415 - only here
    from clusterbench_gui.domain.studies import Cluster, Person  # noqa: PLC0415 - only here

    workspace = Workspace.create(folder, title="T", edition="e", files={})
    workspace.add_clusters([Cluster("K01", "Klaster")])
    about = {"cluster": "K01", "instrument": "coordinator", "form": "f", "version": "1"}
    said = [Statement("uuid:1", EventKind.ANSWER, str(one), f"/data/q{one % 5}") for one in range(10)]
    begun = Statement("uuid:1", EventKind.CREATED, json.dumps(about))
    if folder.name.startswith("source"):
        workspace.append([begun, *said], Person("p", "Żaneta", Role.INTERVIEWER))
    return workspace


if __name__ == "__main__":
    sys.exit(main())
