"""The pages of the window; each takes the hub and never knows another page."""
