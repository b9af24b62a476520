"""Everything that a build writes: pages, lists, search, feed, PDF, cards, exports, the swap."""
