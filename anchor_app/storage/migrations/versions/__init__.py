"""One revision for each format."""
