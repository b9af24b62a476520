"""Pages, demands, updates, components, the letter and its versions."""
