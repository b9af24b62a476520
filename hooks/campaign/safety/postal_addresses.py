"""Postal addresses: a street and a number of a house, with a town, a postal code or a flat behind.

A street alone, as in "227 Abolitionist Place", is a name; a place alone is where many live.
"""

from __future__ import annotations

import re

_WORD = r"[^\W\d_][\w'’.-]*"
_CAPITAL = "A-ZÀ-ÖØ-Þ" + "".join(sign for sign in map(chr, range(0x100, 0x250)) if sign.isupper())
_NAME = rf"[{_CAPITAL}][\w'’.-]*"
_NO_YEAR = r"(?!(?:19|20)\d\d\b)"
_HOUSE = r"\d{1,5}(?:[ /-]?\d{1,3})?(?: ?[a-zA-Z]\b| ?(?:bis|ter)\b)?"
_ENGLISH = (
    r"(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Place|Pl|Terrace|"
    r"Parkway|Pkwy|Highway|Hwy|Circle|Cir|Square|Sq|Way|Close|Crescent|Row|Mews)\b\.?"
)
_SURELY = r"(?:Street|Avenue|Ave\.|Road|Boulevard|Lane|Drive)"
"""English kinds of street that nothing else is called."""
_ROMANCE = (
    # French, Spanish, Portuguese, Italian, Catalan
    r"(?i:c/|(?:rue|avenue|av|boulevard|bd|place|allée|chemin|impasse|quai|route|cours|passage|"
    r"calle|avenida|avda|paseo|plaza|carrera|calzada|camino|rambla|ronda|"
    r"rua|travessa|praça|largo|via|viale|piazza|corso|vicolo|carrer|strada)\b\.?)"
)
_GERMANIC = (
    # German, Dutch, Danish, Swedish, Norwegian: the kind of street ends its name
    r"(?i:stra(?:ß|ss)e|str\.?|weg|platz|allee|gasse|ring|damm|ufer|steig|pfad|chaussee|markt|hof|"
    r"straat|laan|plein|gracht|kade|vej|gade|gatan|vägen|gata|veien)"
)
_STANDING = r"(?:Am|An de[rn]|Auf de[rm]|Im|In de[rn]|Zum|Zur|Unter den|ul\.|[Uu]lica|al\.|os\.)"
STATE = (
    r"(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|"
    r"S[CD]|T[NX]|UT|V[AT]|W[AIVY])\b"
)
_BRITISH = r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d"  # and Canada's
_DIGITS = r"(?:\d{4} ?[A-Z]{2}\b|\d{4,6}(?:-\d{3,4})?|\d{2,3}[ -]\d{2,3}|" + _BRITISH + ")"
_CODE = r"(?:[A-Z]{1,3}-)?" + _DIGITS + r"\b"
_GAP = r"(?:[ \t]*(?:[,;|]|\r?\n)[ \t]*|[ \t]+(?:[.-] )?)"  # a point is a middle dot's
_INDOORS = r"(?:(?i:apt|apartment|suite|ste|unit|floor|fl|room|bât|piso|app)\b\.?|#|\d{1,2}[ºª°])"
_IN_FLAT = rf"{_GAP}{_INDOORS}[^,;\n]{{0,15}}"
_FLAT = rf"(?:{_IN_FLAT})?"
_TOWN = rf"(?:St\. )?[{_CAPITAL}][\w'’-]*(?:[ -]{_WORD}){{0,3}}?"
_TOWN_ALONE = (
    r"[ \t]*,[ \t]+(?!Inc|Ltd|LLC|e\.|USA)"
    rf"[{_CAPITAL}][\w'’-]*(?:[ -][{_CAPITAL}][\w'’-]*){{0,2}}"
    r"(?=\s*(?:$|[.;!?)\n]))"
)
_POINT = r"(?: (?:[NSEW]|[NS][EW])\b\.?)?"
"""A point of the compass beside a street's name."""
_NUMBER_FIRST = (
    # 12 Sample Street, Springfield, IL 62704; 12 Sample Road, London SW1A 1AA; … Street, Apt 3
    rf"\d{{1,6}}[A-Za-z]?{_POINT}(?: [{_CAPITAL}0-9][\w'’.-]*){{1,4}} {_ENGLISH}{_POINT}"
    rf"(?:{_FLAT}(?:, {_TOWN}(?=, ))?{_GAP}{_TOWN}(?:,? {STATE}(?: {_CODE})?|,? {_CODE})"
    rf"|{_IN_FLAT})"
)
_NUMBER_AND_TOWN = (
    # 12 Sample Street, Springfield; a number like a year's is one
    rf"{_NO_YEAR}\d{{1,5}}[A-Za-z]?{_POINT}(?: {_NAME}){{1,3}} {_SURELY}{_POINT}{_FLAT}"
    rf"{_TOWN_ALONE}"
)
_ROMANCE_FIRST = (
    # 12, rue de l’Exemple, 75002 Paris
    rf"{_HOUSE},? {_ROMANCE}(?: {_WORD}){{1,5}}{_FLAT}{_GAP}{_CODE} {_TOWN}"
)
_STREET_NAME = (
    # Musterstraße, Muster-Allee, Am Markt, Calle Mayor
    rf"(?:(?:{_NAME}[ -]){{0,3}}{_NAME}{_GERMANIC}|(?:{_NAME}[ -]){{1,3}}{_GERMANIC}"
    rf"|{_STANDING} {_NAME}(?: {_NAME})?|{_ROMANCE}(?: {_WORD}){{1,5}}?)"
)
_STREET_FIRST = (
    # Musterstraße 12, 10115 Berlin; Am Markt 5 in 10115 Berlin; Calle Mayor, 12, 28013 Madrid
    rf"{_STREET_NAME}(?:,? |(?<=\.))(?:[nN][º°.] ?)?{_NO_YEAR}{_HOUSE}{_FLAT}"
    rf"(?:{_GAP}|[ \t]+in[ \t]+){_CODE} {_TOWN}"
)
_STREET_AND_TOWN_ALONE = (
    # Musterstraße 12, Berlin
    rf"{_NAME}(?i:stra(?:ß|ss)e|str\.|allee|gasse|straat|gatan) {_NO_YEAR}{_HOUSE}{_TOWN_ALONE}"
)
STREET_AND_TOWN = re.compile(
    rf"(?<![\w.,-])(?:{_NUMBER_FIRST}|{_NUMBER_AND_TOWN}|{_ROMANCE_FIRST}|{_STREET_FIRST}"
    rf"|{_STREET_AND_TOWN_ALONE})(?!\w)",
    re.MULTILINE,
)
