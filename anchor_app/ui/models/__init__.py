"""Qt models: structure of their own, values from the workspace."""
