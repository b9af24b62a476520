"""The colours of a site: read, derived, and held against what readers need to see."""
