"""How rows of tables and lists are painted."""
