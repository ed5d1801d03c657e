"""Pictures of production networks: who does what when, what it costs and takes, and how sure it is, by the rules of all charts.

Each has a `..._figure`, `describe`, which says the same in words, and `table`, the figures behind it.
"""
