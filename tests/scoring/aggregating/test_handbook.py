"""The worked example of the OECD/JRC Handbook (2008), Technology Achievement Index, Table A.2: for every checkout."""

import numpy as np
import pytest

from clusterbench_gui.scoring.aggregating.kemeny import best_order
from clusterbench_gui.scoring.aggregating.methods import Aggregation, aggregate
from clusterbench_gui.scoring.aggregating.outranking import outranking
from clusterbench_gui.scoring.rank import ranks

TAI = np.array(
    [
        [187.0, 125.6, 200.2, 50.7, 3.08, 4.15, 10.0, 27.4],  # Finland
        [289.0, 130.0, 179.1, 66.2, 3.0, 4.07, 12.0, 13.9],  # United States
        [271.0, 156.6, 125.8, 59.7, 3.1, 4.14, 11.4, 15.3],  # Sweden
        [994.0, 64.6, 49.0, 80.8, 3.0, 3.86, 9.5, 10.0],  # Japan
        [779.0, 9.8, 4.8, 66.7, 2.97, 3.65, 10.8, 23.2],  # Korea
        [189.0, 151.2, 136.0, 50.9, 3.02, 3.77, 9.4, 9.5],  # Netherlands
        [82.0, 134.0, 57.4, 61.9, 3.02, 3.73, 9.4, 14.9],  # United Kingdom
        [31.0, 38.6, 108.0, 48.7, 2.94, 4.18, 11.6, 14.2],  # Canada
        [75.0, 18.2, 125.9, 16.2, 2.94, 3.94, 10.9, 25.3],  # Australia
        [8.0, 25.5, 72.3, 74.9, 2.95, 3.83, 7.1, 24.2],  # Singapore
        [235.0, 36.8, 41.2, 64.2, 2.94, 3.75, 10.2, 14.4],  # Germany
        [103.0, 20.2, 193.6, 19.0, 3.12, 4.39, 11.9, 11.2],  # Norway
        [106.0, 110.3, 48.6, 53.6, 2.97, 3.68, 9.4, 12.3],  # Ireland
        [72.0, 73.9, 58.9, 47.6, 2.91, 3.86, 9.3, 13.6],  # Belgium
        [103.0, 13.0, 146.7, 15.4, 2.86, 3.91, 11.7, 13.1],  # New Zealand
        [165.0, 14.8, 84.2, 50.3, 2.99, 3.79, 8.4, 13.6],  # Austria
        [205.0, 33.6, 36.4, 58.9, 2.97, 3.8, 7.9, 12.6],  # France
        [74.0, 43.6, 43.2, 45.0, 2.96, 3.74, 9.6, 11.0],  # Israel
        [42.0, 8.6, 21.0, 53.4, 2.86, 3.62, 7.3, 15.6],  # Spain
        [13.0, 9.8, 30.4, 51.0, 3.0, 3.65, 7.2, 13.0],  # Italy
        [28.0, 4.2, 25.0, 51.7, 2.75, 3.68, 9.5, 8.2],  # Czech Republic
        [26.0, 6.2, 21.6, 63.5, 2.73, 3.46, 9.1, 7.7],  # Hungary
        [105.0, 4.0, 20.3, 49.5, 2.84, 3.71, 7.1, 10.6],  # Slovenia
    ]
)
GEOMETRIC = [2, 1, 3, 4, 16, 5, 6, 13, 14, 18, 8, 11, 7, 9, 17, 12, 10, 15, 19, 21, 23, 22, 20]
PRINTED = [3, 1, 2, 4, 9, 8, 5, 11, 9, 12, 7, 6, 13, 17, 15, 15, 14, 18, 20, 19, 21, 23, 22]
"""Ranks of Table 38, by geometric means and by the non-compensatory approach."""


def test_geometric_ranks():
    assert ranks(aggregate(TAI, np.ones(8), Aggregation("gmean"), 0.0).score).tolist() == GEOMETRIC


def test_the_printed_non_compensatory_order_is_not_the_best():
    """Two countries share the printed rank 15; the better way round counts for it."""
    shares = outranking(TAI, np.ones(8))
    forth = np.argsort(PRINTED, kind="stable")
    back = np.lexsort((-np.arange(len(PRINTED)), PRINTED))
    printed = max(np.triu(shares[np.ix_(order, order)], 1).sum() for order in (forth, back))
    assert printed == pytest.approx(182.125, rel=1e-12)
    order = best_order(shares)
    assert order.proved
    assert order.support == pytest.approx(184.5, rel=1e-12)
