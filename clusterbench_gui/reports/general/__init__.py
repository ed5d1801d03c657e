"""The report of the whole field: for the ministry, regional offices, coordinators, science and the press."""
