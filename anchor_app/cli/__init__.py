"""The command line: arguments in, text out, through the same services as the window."""
