"""The command line: one file an audience, each command a call of one room."""
