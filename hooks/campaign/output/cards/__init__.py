"""Cards: the pictures that a shared link shows, one a page, drawn without network or system fonts.

A card is data (`card`), set in lines (`setting`) with the fonts in overrides/fonts (`fonts`), drawn
to a PNG file (`drawing`) in the colours of the style sheet (`colours`), and kept by its content
(`store`).
"""
