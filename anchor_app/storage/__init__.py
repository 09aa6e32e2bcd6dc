"""Tables and files: the database and the evidence content."""
