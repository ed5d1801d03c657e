"""Transformations that pull a long tail in. Each keeps the order of the units; NaN stays NaN."""

import numpy as np

from clusterbench_gui.scoring.arrays import Floats, present
from clusterbench_gui.scoring.treating.moments import skew

_OFFSET = 0.01
_SEARCHED = (-5.0, 5.0)


def log_ct(x: Floats) -> Floats:
    """Logarithm of the distance to the least, with an offset of 1 % of the range.

    Formula: ln(x - min + 0.01 (max - min)).

    Source: the COIN Tool (JRC, 2019); `log_CT` of COINr.
    """
    return np.log(x - np.nanmin(x) + _OFFSET * _range(x))


def log_ct_orig(x: Floats) -> Floats:
    """Logarithm of the distance to the least plus 1.

    Formula: ln(x - min + 1).

    Source: the COIN Tool (JRC, 2019); `log_CT_orig` of COINr.
    """
    return np.log(x - np.nanmin(x) + 1)


def log_ct_plus(x: Floats) -> Floats:
    """As `log_ct`, and its mirror image where the long tail is at the lower end.

    Formula: skewness above 0: ln(x - min + a); else -ln(max + a - x); a = 0.01 (max - min).

    Source: `log_CT_plus` of COINr.
    """
    offset = _OFFSET * _range(x)
    if skew(x) > 0:
        return np.log(x - np.nanmin(x) + offset)
    return np.asarray(-np.log(np.nanmax(x) + offset - x), dtype=np.float64)


def log_gii(x: Floats) -> Floats:
    """Logarithm of the Global Innovation Index.

    Formula: skewness above 0: ln(1 + (max - 1)(x - min) / (max - min)); else -ln(1 + (max - 1)(max - x) / (max - min)).

    Source: Global Innovation Index 2023, appendix I (WIPO).

    Unlike COINr, whose `log_GII` returns x unchanged, the transformation is made; a maximum of at most 1, for which the
    formula has no meaning, is taken as 2, the factor that the index multiplies such indicators up to.
    """
    most, spread = max(float(np.nanmax(x)), 2.0), _range(x)
    if skew(x) > 0:
        return np.log1p((most - 1) * (x - np.nanmin(x)) / spread)
    return np.asarray(-np.log1p((most - 1) * (np.nanmax(x) - x) / spread), dtype=np.float64)


def box_cox(x: Floats, power: float) -> Floats:
    """The power transformation of the distance to the least plus 1.

    Formula: (y^λ - 1) / λ, for λ = 0 ln y; y = x - min + 1.

    Source: G. E. P. Box, D. R. Cox, An analysis of transformations (1964); `boxcox` of COINr.
    """
    y = x - np.nanmin(x) + 1
    if power == 0:
        return np.log(y)
    return np.asarray(np.expm1(power * np.log(y)) / power, dtype=np.float64)


def fitted_power(x: Floats) -> float:
    """The λ between -5 and 5 with the greatest likelihood that the transformed values are normal.

    Formula: (λ - 1) Σ ln y - n/2 ln(variance of the transformed y), y = x - min + 1.

    Source: Box and Cox (1964).

    Unlike COINr, which is told λ, it can be fitted.
    """
    from scipy.optimize import minimize_scalar  # noqa: PLC0415 - scipy is slow to import

    logs = np.log(present(x) - np.nanmin(x) + 1)

    def loss(power: float) -> float:
        made = logs if power == 0 else np.expm1(power * logs) / power
        return float(len(logs) / 2 * np.log(np.var(made)) - (power - 1) * logs.sum())

    return float(minimize_scalar(loss, bounds=_SEARCHED, method="bounded", options={"xatol": 1e-8}).x)


def _range(x: Floats) -> float:
    return float(np.nanmax(x) - np.nanmin(x))
