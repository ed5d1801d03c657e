"""How many examples property tests try."""

import os


def examples(default: int) -> int:
    """So many examples, or as the environment says."""
    return int(os.environ.get("CLUSTERBENCH_EXAMPLES", default))
