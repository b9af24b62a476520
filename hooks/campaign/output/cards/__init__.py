"""Cards: the pictures that a shared link shows, one a page, drawn by typst."""
