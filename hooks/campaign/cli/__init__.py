"""The command line: it asks, prints and exits; it decides nothing."""
