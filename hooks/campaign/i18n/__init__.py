"""Languages, catalogues of interface words, translations, formats of dates and numbers."""
