"""The demonstration study: invented clusters, marked as invented wherever they show. What it invents is data of the edition."""
