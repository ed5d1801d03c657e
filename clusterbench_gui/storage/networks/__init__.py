"""The workspace of production networks: a folder `NAME.network`, encrypted as studies are, with tables, variants and history."""
