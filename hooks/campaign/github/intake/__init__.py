"""The intake: turns an issue that somebody wrote into a change of the list, or into an answer."""
