"""The editor's desk: changes to the list that a command makes, and a check before each."""
