"""Packs: the one file in which an organisation sends its answers, written and strictly read."""
