"""A new campaign's repository: the generator's own files, and starters for the campaign's."""
