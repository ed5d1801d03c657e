"""From raw indicator values to scores: pure functions on NumPy arrays, one step a module; `pipeline.score` joins them.

Rows of a matrix are clusters, columns are nodes of the model. NaN is "no value" between the steps and never leaves the
layer: `domain.scores` has None and a reason instead.
"""
