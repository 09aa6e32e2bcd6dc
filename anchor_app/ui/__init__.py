"""The window: Qt widgets over the hub."""

from anchor_app.ui.lasting_none import keep_none

keep_none()  # before anything calls Qt: see there
