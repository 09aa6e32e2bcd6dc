"""Anchor: the self-assessment desk for the NHS Anchor Charter."""

__version__ = "0.1.0"
