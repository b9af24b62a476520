"""The list: reading, order, headings, counts."""
