"""Likely duplicates: signatories that may be one, beyond those whose names are equal."""

from .pairing import Found, Listed, Pair, Track, likely_between, likely_duplicates

__all__ = ["Found", "Listed", "Pair", "Track", "likely_between", "likely_duplicates"]
