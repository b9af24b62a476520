"""What everything stands on: problems, files, folding, dates."""
