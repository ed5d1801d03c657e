"""Units by their distance to a pattern, the Polish taxonomic tradition: Hellwig, GDM, the Wrocław method.

Columns are "more is better" already, so the upper pattern has the highest value of each, the lower one the lowest.
"""
