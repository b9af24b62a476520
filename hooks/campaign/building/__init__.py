"""Building: what a build makes beside the pages that MkDocs makes, from plain values."""
