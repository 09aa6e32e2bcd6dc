"""Dialogs: questions with more than one field."""
