"""Papers of a variant: the coordinator's, the customer's offer, a work package for each firm. They print plain data and decide nothing."""
