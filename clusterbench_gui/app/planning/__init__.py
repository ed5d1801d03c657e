"""Planning of production networks: read an instance, look for plans, write them down."""
