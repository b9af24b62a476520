"""What editors may set: models, YAML with places, mkdocs.yml."""
