"""Results: ranking, profile of one cluster, heat map."""
