"""Gaps filled from a multivariate normal model: once by its expectation, or many times by draws that carry its uncertainty."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from clusterbench_gui.scoring.arrays import NAN, Floats, grown, is_constant, present, shrunk

_ROUNDS = 200
_SETTLED = 1e-7
RIDGE = 0.1
"""Weight of the prior that indicators do not correlate, in shares of the sample: with fewer units than indicators nothing else holds."""

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Law:
    """Mean and covariance of standardised indicators."""

    mean: Floats
    covariance: Floats

    def given(self, row: Floats, there: Flags) -> tuple[Floats, Floats]:
        """Mean and covariance of what is missing in a row, given what is there."""
        if not there.any():
            return self.mean, self.covariance
        known, unknown = np.flatnonzero(there), np.flatnonzero(~there)
        across = self.covariance[np.ix_(unknown, known)]
        solved = np.linalg.solve(self.covariance[np.ix_(known, known)], across.T).T
        expected = self.mean[unknown] + solved @ (row[known] - self.mean[known])
        return expected, self.covariance[np.ix_(unknown, unknown)] - solved @ across.T


def expectation(values: Floats, ridge: float = RIDGE) -> Floats:
    """Each gap gets its expectation given the unit's other values, in the normal model that fits the data best.

    Formula: expectation–maximisation of mean μ and covariance Σ of the standardised indicators, with Σ shrunk to its diagonal
    by `ridge` / (1 + `ridge`); then μ_m + Σ_mo Σ_oo⁻¹ (x_o - μ_o). Gaps of an indicator without two different values stay.

    Source: A. P. Dempster, N. M. Laird, D. B. Rubin (1977); R. J. A. Little, D. B. Rubin, Statistical Analysis with Missing Data; the ridge is
    that of J. Honaker, G. King, M. Blackwell, Amelia II (2011).

    Unlike COINr since 1.0, which has none built in.
    """
    scaled, centre, spread = _standardised(values)
    used = spread > 0
    law = _fitted(scaled[:, used], ridge)
    made = scaled.copy()
    made[:, used] = _expected(scaled[:, used], law)
    return np.where(np.isnan(values), made * np.where(used, spread, NAN) + centre, values)


def draws(values: Floats, count: int, seed: int, ridge: float = RIDGE) -> Floats:
    """`count` complete tables (draw x units x indicators): each gap is drawn given the unit's other values, from a model fitted anew.

    Formula: for each draw the units are sampled with replacement, `expectation`'s model is fitted to the sample, and gaps of the data are drawn
    from their conditional normal distribution; a draw beyond the values that were observed is set to the nearest of them. Draw k
    depends on `seed` and k only; units are taken in the order of their values, so that the order of the rows has no influence.

    Source: Honaker, King, Blackwell (2011): EM with bootstrapping; D. B. Rubin, Multiple Imputation for Nonresponse in Surveys (1987).

    Unlike COINr, which has none, so that the uncertainty of filled gaps reaches the ranks.
    """
    order = np.lexsort(np.where(np.isnan(values), -np.inf, values).T)
    back = np.argsort(order, kind="stable")
    return np.asarray(_draws(values[order], count, seed, ridge)[:, back], dtype=np.float64)


def _draws(values: Floats, count: int, seed: int, ridge: float) -> Floats:
    scaled, centre, spread = _standardised(values)
    used = spread > 0
    least = np.array([np.min(present(column), initial=np.inf) for column in values.T])
    most = np.array([np.max(present(column), initial=-np.inf) for column in values.T])
    made = np.empty((count, *values.shape))
    for number in range(count):
        random = np.random.Generator(np.random.Philox(key=np.array([seed, number], dtype=np.uint64)))
        sample = scaled[random.integers(0, len(values), len(values))][:, used]
        drawn = scaled.copy()
        drawn[:, used] = _drawn(scaled[:, used], _fitted(sample, ridge), random)
        raw = np.clip(drawn * np.where(used, spread, NAN) + centre, least, most)
        made[number] = np.where(np.isnan(values), raw, values)
    return made


def _standardised(values: Floats) -> tuple[Floats, Floats, Floats]:
    parts = [present(column) for column in values.T]
    centre = np.array([part.mean() if len(part) else NAN for part in parts])
    spread = np.array([_deviation(part) for part in parts])
    scaled = np.divide(values - centre, spread, out=np.full(values.shape, NAN), where=spread > 0)
    return scaled, centre, spread


def _deviation(there: Floats) -> float:
    """Standard deviation (divisor n) of sorted values; 0 where rounding alone sets them apart."""
    if is_constant(there):
        return 0.0
    small, exponent = shrunk(there)
    return grown(float(small.std()), exponent)


def _fitted(scaled: Floats, ridge: float) -> _Law:
    """Expectation–maximisation until the covariance has settled."""
    size = scaled.shape[1]
    law = _Law(np.zeros(size), np.eye(size))
    for _ in range(_ROUNDS):
        filled, extra = np.empty_like(scaled), np.zeros((size, size))
        for row, values in enumerate(scaled):
            there = ~np.isnan(values)
            filled[row] = values
            if not there.all():
                expected, rest = law.given(values, there)
                unknown = np.flatnonzero(~there)
                filled[row, unknown] = expected
                extra[np.ix_(unknown, unknown)] += rest
        mean = filled.mean(axis=0)
        away = filled - mean
        covariance = (away.T @ away + extra) / len(scaled)
        diagonal = np.diag(np.maximum(np.diag(covariance), 1e-9))
        after = _Law(mean, (covariance + ridge * diagonal) / (1 + ridge) + 1e-9 * np.eye(size))
        settled = bool(np.abs(after.covariance - law.covariance).max(initial=0.0) < _SETTLED)
        law = after
        if settled:
            break
    return law


def _expected(scaled: Floats, law: _Law) -> Floats:
    filled = scaled.copy()
    for row, values in enumerate(scaled):
        there = ~np.isnan(values)
        if not there.all():
            filled[row, ~there] = law.given(values, there)[0]
    return filled


def _drawn(scaled: Floats, law: _Law, random: np.random.Generator) -> Floats:
    filled = scaled.copy()
    for row, values in enumerate(scaled):
        there = ~np.isnan(values)
        if not there.all():
            expected, rest = law.given(values, there)
            roots, vectors = np.linalg.eigh((rest + rest.T) / 2)
            noise = vectors @ (np.sqrt(np.maximum(roots, 0.0)) * random.standard_normal(len(roots)))
            filled[row, ~there] = expected + noise
    return filled
