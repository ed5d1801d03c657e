import subprocess
import sys

import pytest

resource = pytest.importorskip("resource", reason="Windows has no such limit")


def test_a_crash_leaves_no_picture_of_the_memory_and_workers_inherit_that():
    child = "import resource; print(resource.getrlimit(resource.RLIMIT_CORE)[0])"
    code = "import subprocess, sys\nfrom clusterbench_gui.support.dumps import forbid_dumps\nforbid_dumps()\n"
    code += f"subprocess.run([sys.executable, '-c', {child!r}], check=True)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"
