"""Settings of each process; every value that an operator may set comes from the environment and fails loudly."""
