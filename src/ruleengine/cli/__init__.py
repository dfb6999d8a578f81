"""The command line: arguments in, text and exit codes out. Holds no rule."""
