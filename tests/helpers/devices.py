"""An office and laptops, each with a profile of its own, in one process."""

import contextlib
import os

from clusterbench_gui.app import bundles
from clusterbench_gui.app.studies import create_study, open_study
from clusterbench_gui.domain.studies import Cluster
from tests.helpers.converted import warm


class Device:
    """A computer: `with device:` works on it."""

    def __init__(self, folder):
        self.folder = folder
        self.study = folder / "badanie.clusterbench"
        folder.mkdir()
        warm(folder / "home")
        self._before = []

    def __enter__(self):
        self._before.append(os.environ.get("CLUSTERBENCH_HOME"))
        os.environ["CLUSTERBENCH_HOME"] = str(self.folder / "home")
        return self

    def __exit__(self, *_):
        os.environ["CLUSTERBENCH_HOME"] = self._before.pop()

    @property
    def card(self):
        with self:
            return bundles.own_card()

    @contextlib.contextmanager
    def opened(self):
        with self:
            study = open_study(self.study)
            try:
                yield study
            finally:
                study.close()

    def write(self, name, content):
        path = self.folder / name
        path.write_bytes(content)
        return path


def office_at(folder):
    """A device with the study that work is handed out from."""
    device = Device(folder)
    with device:
        clusters = [Cluster("K01", "Klaster Próbny", {"voivodeship": "śląskie"}), Cluster("K02", "Inny")]
        create_study(device.study, title="Próba", clusters=clusters)
    return device


def laptop_at(folder, office, *, clusters=None, with_log=False):
    """A device with a study made from the office's assignment; the office accepts it."""
    device = Device(folder)
    with office.opened() as study:
        content = bundles.make_assignment(study, [device.card], clusters, with_log=with_log)
        bundles.accept_sender(study, device.card, folder.name)
    with device:
        path = device.write("work.cbundle", content)
        bundles.open_assignment(path, device.study, accept=office.card.fingerprint, name="Biuro")
    return device
