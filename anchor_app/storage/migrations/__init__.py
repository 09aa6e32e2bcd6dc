"""The steps from one format of a workspace to the next."""
