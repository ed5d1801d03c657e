"""From the scores of the children of a node to its own: means, outranking, penalties, distances; `methods.aggregate` picks.

Rows are units, columns the children, all of them "more is better". NaN is "no value": the weights of absent values are
left out and the others keep their proportions; nothing is imputed.
"""
