"""Help for the garbage collector."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collection_paused() -> Iterator[None]:
    """No garbage collection while something large is built that will stay.

    Each full collection walks all that was built before: at 5,000 questions that is four fifths of the time of loading.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.unfreeze()  # together: what was built is taken for old at once, and not walked two or three times to find that out
            gc.enable()
