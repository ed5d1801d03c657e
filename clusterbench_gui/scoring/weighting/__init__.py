"""How much each indicator counts: weights that are given, agreed on, or read from the data.

`methods.weigh` dispatches by name to what gives one set of weights for all units. Two have answers of another shape and
stand by themselves: `benefit.benefit_of_doubt` (each unit its own weights, with peers and targets) and `noisy.noisy`
(many sets around one). The order of the units changes no bit of a result, that of the columns none beyond rounding.
"""
