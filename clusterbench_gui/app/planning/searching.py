"""What the window has worked out in a process of its own: variants of a network, others beside them, and what would happen if.

Plain data in and out; `progress` is told the best value so far and the bound.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from clusterbench_gui import __version__
from clusterbench_gui.app.planning.verdicts import Rung, Sign, rungs
from clusterbench_gui.domain.networks import Answer, Status
from clusterbench_gui.domain.planning import Book, Job, Proof, Variant
from clusterbench_gui.domain.problems import Problem, ProblemError, problem
from clusterbench_gui.networks.fronts import MOST_POINTS, front_of
from clusterbench_gui.networks.making.made import Made
from clusterbench_gui.networks.making.tasks import made_of
from clusterbench_gui.networks.making.variants import variant_of
from clusterbench_gui.networks.several import plan_orders
from clusterbench_gui.networks.solver import Progress, Search
