"""Tests of Anchor."""
