"""Use cases: what a person can ask for, over values and stores."""
