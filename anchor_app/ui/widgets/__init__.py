"""The parts that pages are made of; each knows how it looks and nothing of the workspace."""
