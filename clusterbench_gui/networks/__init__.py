"""Planning of virtual production networks: which firms together can make an order, by when, at what cost. Order verification by necessary and sufficient conditions, after Saniuk and Banaszak."""
