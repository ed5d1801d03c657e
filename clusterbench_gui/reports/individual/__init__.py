"""The report of one cluster: it by name, all others as a crowd."""
