"""Packs: every rule of the format, and everything that must not get in."""
