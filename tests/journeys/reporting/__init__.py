"""Reports: chosen, written, seen, and taken out."""
