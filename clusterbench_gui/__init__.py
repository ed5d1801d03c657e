"""ClusterBench: the offline benchmarking desk for studies of business clusters."""

__version__ = "0.1.0"
