"""Use cases: one short function per thing a user can do. Window and command line call the same ones."""
