"""Principal components of indicators: how many dimensions are in them, and which indicators go together.

Everything starts from the correlations (Pearson) of the units that have all values. Results do not depend on the order of
the rows; a different order of the columns gives the same figures up to rounding. Signs of components carry no meaning:
here each component is turned so that its loadings have a sum above 0.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.scoring.arrays import SAME, Floats

_NOTHING = 1e-20
"""Squared correlations up to which there are none but rounding."""

_STILL, _SWEEPS = 1e-12, 10_000
"""Angle below which a rotation is done, and rounds after which it is given up."""

_SINGULAR = 1e-10
"""Share of the largest eigenvalue below which correlations count as singular: one column is a sum of others."""


@dataclass(frozen=True, slots=True)
class Components:
    """Principal components, greatest first.

    `vectors`: columns x components, each of length 1 (R's `rotation`); `loadings`: the same times `deviations`, the
    correlations of columns with components; `deviations`: standard deviations of the components; `explained`: shares of
    the variance, sum 1; `units`: how many units had all values.
    """

    vectors: Floats
    loadings: Floats
    deviations: Floats
    explained: Floats
    units: int

    @property
    def eigenvalues(self) -> Floats:
        """Variances of the components: their sum is the number of columns."""
        values: Floats = self.deviations**2
        return values


@dataclass(frozen=True, slots=True)
class Adequacy:
    """Kaiser-Meyer-Olkin measure over all columns and per column, 0..1; NaN for what correlates with nothing at all."""

    overall: float
    columns: Floats


@dataclass(frozen=True, slots=True)
class Bartlett:
    """Test of "no correlations at all": statistic, degrees of freedom, probability of as much by chance."""

    statistic: float
    freedom: int
    probability: float


@dataclass(frozen=True, slots=True)
class Parallel:
    """Eigenvalues of the data beside the given quantile of those of random data; `kept` leading ones are larger."""

    eigenvalues: Floats
    thresholds: Floats
    kept: int


def separates(values: Floats) -> npt.NDArray[np.bool_]:
    """Per column: do at least two units have values that differ by more than rounding? Not so where empty or constant."""
    filled = np.where(np.isnan(values), -np.inf, values)
    high = filled.max(axis=0, initial=-np.inf)
    low = np.where(np.isnan(values), np.inf, values).min(axis=0, initial=np.inf)
    some = np.isfinite(high)
    high, low = np.where(some, high, 0.0), np.where(some, low, 0.0)
    differing: npt.NDArray[np.bool_] = high / 2 - low / 2 > SAME / 2 * np.maximum(np.abs(high), np.abs(low))
    return differing


def complete(values: Floats, least: int = 2) -> Floats:
    """The rows without a gap, in an order that does not depend on how they came.

    Raises `ProblemError` "rows-complete" when fewer than `least`.
    """
    rows = values[~np.isnan(values).any(axis=1)]
    if len(rows) < least:
        raise ProblemError(problem("rows-complete", count=len(rows), least=least))
    return rows[np.lexsort(rows.T)] if rows.shape[1] else rows


def standardised(values: Floats) -> Floats:
    """z-scores of the complete rows (standard deviation with n - 1).

    Raises `ProblemError` "rows-complete", and "column-constant" with the number of each column (from 1) without spread.
    """
    rows = complete(values)
    spread = separates(rows)
    if not spread.all():
        raise ProblemError(*(problem("column-constant", Place(column=str(one + 1))) for one in np.flatnonzero(~spread)))
    scaled = rows / np.abs(rows).max(axis=0)  # squares of huge values do not overflow, of tiny ones do not vanish
    centred = scaled - scaled.mean(axis=0)
    centred /= np.abs(centred).max(axis=0)
    centred -= centred.mean(axis=0)
    z: Floats = centred / centred.std(axis=0, ddof=1)
    return z


def correlations(values: Floats) -> Floats:
    """Pearson's correlations of the columns over the complete rows; exactly 1 on the diagonal, symmetric."""
    z = standardised(values)
    products = z.T @ z / (len(z) - 1)
    matrix: Floats = np.clip((products + products.T) / 2, -1.0, 1.0)
    np.fill_diagonal(matrix, 1.0)
    return matrix


def components(values: Floats) -> Components:
    """Principal component analysis of the standardised columns.

    Eigenvectors v_k and eigenvalues l_k of the correlation matrix; deviations sqrt(l_k), explained l_k / n, loadings
    v_k sqrt(l_k). Source: R's `prcomp(center = TRUE, scale. = TRUE)` on complete rows, as COINr's `get_PCA`; Handbook
    (2008). As there, not more components than units. Raises as `standardised`.
    """
    z = standardised(values)
    _, singular, rows = np.linalg.svd(z / np.sqrt(len(z) - 1), full_matrices=False)
    vectors = _turned(rows.T)
    return Components(vectors, vectors * singular, singular, singular**2 / z.shape[1], len(z))


def varimax(loadings: Floats, *, kaiser: bool = True) -> Floats:
    """Loadings rotated so that each is as near to 0 or 1 as can be, in the order of the variance that they explain.

    Maximises the sum over factors of the variance of the squared loadings by plane rotations of pairs, which needs no
    starting point: it stops when nothing turns any more. Source: Kaiser, The varimax criterion
    for analytic rotation in factor analysis, Psychometrika 23 (1958); R's `varimax(normalize = TRUE)`, whose result
    differs by its tolerance of 1e-5. `kaiser`: each row is scaled to length 1 before and back afterwards.

    Raises `ProblemError` "rotation-unsettled" when it still turns after 10,000 rounds.
    """
    lengths = np.sqrt((loadings**2).sum(axis=1, keepdims=True)) if kaiser else np.ones((len(loadings), 1))
    lengths = np.where(lengths > 0, lengths, 1.0)
    rotated = loadings / lengths
    if not any(_swept(rotated) < _STILL for _ in range(_SWEEPS)):
        raise ProblemError(problem("rotation-unsettled"))
    rotated *= lengths
    order = np.argsort(-(rotated**2).sum(axis=0), kind="stable")
    return _turned(rotated[:, order])


def _swept(rotated: Floats) -> float:
    """One plane rotation for each pair of factors, in place; the largest angle turned."""
    largest, (rows, factors) = 0.0, rotated.shape
    for first in range(factors - 1):
        for second in range(first + 1, factors):
            x, y = rotated[:, first].copy(), rotated[:, second].copy()
            u, v = x * x - y * y, 2 * x * y
            numerator = 2 * (u @ v) - 2 * u.sum() * v.sum() / rows
            denominator = u @ u - v @ v - (u.sum() ** 2 - v.sum() ** 2) / rows
            angle = float(np.arctan2(numerator, denominator)) / 4
            if max(abs(numerator), abs(denominator)) <= 1e-15 * (u @ u + v @ v):
                continue  # any angle is as good: rounding must not choose one
            cosine, sine = np.cos(angle), np.sin(angle)
            rotated[:, first], rotated[:, second] = cosine * x + sine * y, cosine * y - sine * x
            largest = max(largest, abs(angle))
    return largest


def adequacy(values: Floats) -> Adequacy:
    """Do the columns have enough in common for factors? The Kaiser-Meyer-Olkin measure of sampling adequacy.

    KMO = sum r_ij^2 / (sum r_ij^2 + sum p_ij^2) over i != j, with r the correlations and p the partial correlations given
    all other columns, p_ij = -s_ij / sqrt(s_ii s_jj) with s the inverse of r. Per column: the same over its row.
    Source: Kaiser and Rice, Little Jiffy Mark IV (1974); the Handbook (2008) asks for 0.60 at least, 0.80 is good.

    Raises as `standardised`, and "correlations-singular" when one column is a combination of the others.
    """
    r = correlations(values)
    inverse = np.linalg.inv(_regular(r))
    scale = np.sqrt(np.diag(inverse))
    partial = inverse / np.outer(scale, scale)
    off = ~np.eye(len(r), dtype=bool)
    ours, theirs = np.where(off, r**2, 0.0), np.where(off, partial**2, 0.0)
    return Adequacy(float(_part(ours.sum(), theirs.sum())), _part(ours.sum(axis=1), theirs.sum(axis=1)))


def _part(ours: npt.ArrayLike, theirs: npt.ArrayLike) -> Floats:
    """Ours in all; NaN where nothing correlates with anything."""
    total = np.add(ours, theirs)
    part: Floats = np.divide(ours, total, out=np.full(np.shape(total), np.nan), where=total > _NOTHING)
    return part


def bartlett(values: Floats) -> Bartlett:
    """Bartlett's test of sphericity: how likely are such correlations between unrelated columns.

    chi2 = -(n - 1 - (2 p + 5) / 6) ln det r with p (p - 1) / 2 degrees of freedom, for n units and p columns.
    Source: Bartlett, Tests of significance in factor analysis, British Journal of Psychology 3 (1950); Handbook (2008).

    Raises as `adequacy`.
    """
    from scipy.special import gammaincc  # noqa: PLC0415 - scipy is slow to import

    r = correlations(values)
    units, count = len(complete(values)), len(r)
    freedom = count * (count - 1) // 2
    if freedom == 0:
        raise ProblemError(problem("columns-few", count=count, least=2))
    determinant = np.linalg.slogdet(_regular(r))[1]
    statistic = max(-(units - 1 - (2 * count + 5) / 6) * float(determinant), 0.0)
    return Bartlett(statistic, freedom, float(gammaincc(freedom / 2, statistic / 2)))


def parallel(values: Floats, *, runs: int = 1000, quantile: float = 0.95, seed: int = 1) -> Parallel:
    """Parallel analysis: components count as long as they explain more than those of random data of the same size.

    Source: Horn, A rationale and test for the number of factors in factor analysis, Psychometrika 30 (1965); the quantile
    instead of the mean: Glorfeld (1995). Random data: independent normal. The seed fixes every bit.

    Raises as `standardised`.
    """
    found = components(values)
    count, most = values.shape[1], len(found.deviations)
    generator = np.random.Generator(np.random.Philox(key=seed))
    spectra = np.empty((runs, most))
    for run in range(runs):
        z = generator.standard_normal((found.units, count))
        z -= z.mean(axis=0)
        z /= np.sqrt((z**2).sum(axis=0))
        spectra[run] = np.linalg.svd(z, compute_uv=False)[:most] ** 2
    thresholds = np.quantile(spectra, quantile, axis=0)
    larger = found.eigenvalues > thresholds
    kept = most if larger.all() else int(np.argmin(larger))
    return Parallel(found.eigenvalues, thresholds, kept)


def _regular(matrix: Floats) -> Floats:
    """The matrix itself, refused when it has no inverse."""
    eigenvalues = np.linalg.eigvalsh(matrix)
    if len(eigenvalues) and eigenvalues[0] <= _SINGULAR * eigenvalues[-1]:
        raise ProblemError(problem("correlations-singular"))
    return matrix


def _turned(vectors: Floats) -> Floats:
    """Columns with a sum above 0. Near 0 the largest entry decides, so that rounding does not."""
    sums, peaks = vectors.sum(axis=0), vectors[np.abs(vectors).argmax(axis=0), np.arange(vectors.shape[1])]
    signs = np.where(np.abs(sums) > 1e-9 * np.abs(peaks), np.sign(sums), np.sign(peaks))
    turned: Floats = vectors * np.where(signs == 0, 1.0, signs)
    return turned
