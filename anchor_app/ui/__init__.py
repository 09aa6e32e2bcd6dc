"""The window: Qt widgets over the hub."""
