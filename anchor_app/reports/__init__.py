"""What reports say, and how they are laid out as tagged PDF."""
