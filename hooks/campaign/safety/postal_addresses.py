"""Postal addresses: a street and a number of a house, with a town, a postal code or a flat behind.

A street alone, as in "227 Abolitionist Place", is a name; a place alone is where many live.
"""

from __future__ import annotations

import re
from pathlib import Path

from campaign.core.files import own_lists

_KINDS = {
    key: rf"(?i:(?:{'|'.join(sorted(words, key=len, reverse=True))})(?!\w)\.?)"
    for key, words in own_lists(Path(__file__).with_name("streets.yml")).items()
}
_WORD = r"[„«]?[^\W\d_][\w'’.-]*[“»]?"
_CAPITAL = "A-ZÀ-ÖØ-Þ\u0386-\u03ab\u0400-\u042f\u05d0-\u05ea\u0620-\u064a\u067e-\u06cc"
_CAPITAL += "".join(sign for sign in map(chr, range(0x100, 0x250)) if sign.isupper())
"""Of Latin, Greek and Cyrillic letters; Hebrew and Arabic ones have none."""
_NAME = rf"[{_CAPITAL}][\w'’.-]*"
_NO_YEAR = r"(?!(?:19|20)\d\d\b)"
_HOUSE = rf"(?:{_KINDS['house']}[.:]? ?)?{_NO_YEAR}" + (
    r"\d{1,5}(?:[ /-]?\d{1,3})?(?: ?[a-zA-Z]\b| ?(?:bis|ter)\b)?(?:\.(?=[,،]))?"
)
_ENGLISH, _SURELY = (rf"(?=[A-Z]){_KINDS[key]}" for key in ("english", "english_surely"))
_SURELY_BEFORE = rf"{_KINDS['before_surely']} (?=[„«]?[{_CAPITAL}]){_WORD}(?: {_WORD}){{0,4}}?"
_BEFORE = rf"(?:(?i:c/)|{_KINDS['before']}|{_KINDS['before_surely']})"
_STANDING = r"(?:Am|An de[rn]|Auf de[rm]|Im|In de[rn]|Zum|Zur|Unter den|ul\.|[Uu]lica|al\.|os\.)"
STATE = (
    r"(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|"
    r"S[CD]|T[NX]|UT|V[AT]|W[AIVY])\b"
)
_BRITISH = r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d"  # and Canada's
_DIGITS = r"(?:\d{4} ?[A-Z]{2}\b|\d{4,7}(?:-\d{3,4})?|\d{2,3}[ -]\d{2,3}|" + _BRITISH + ")"
_CODE = r"(?:[A-Z]{1,3}-)?" + _DIGITS + r"\b"
_LINE = r"[ \t]*(?:[,،;|]|\r?\n)[ \t]*"
_GAP = rf"(?:{_LINE}|[ \t]+(?:[.-] )?)"  # a point is a middle dot's
_IN_FLAT = rf"{_GAP}(?:{_KINDS['flat']}|#|\d{{1,2}}[ºª°])[^,،;\n]{{0,15}}"
_FLAT = rf"(?:{_IN_FLAT})?"
_TOWN = rf"(?:{_KINDS['town']} ?)?[{_CAPITAL}][\w'’-]*(?: {_WORD}){{0,3}}?"
_TOWN_ALONE = (
    rf"[ \t]*[,،][ \t]+(?!Inc|Ltd|LLC|e\.|USA)(?:{_KINDS['town']} ?)?"
    rf"[{_CAPITAL}][\w'’-]*(?:[,،]? [{_CAPITAL}][\w'’-]*){{0,2}}(?=\s*(?:$|[.;!?)\n]))"
)
_TOWN_AND_CODE = rf"{_LINE}{_TOWN},? {_NO_YEAR}{_CODE}"
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
    rf"{_HOUSE}[,،]? {_BEFORE}(?: {_WORD}){{1,5}}{_FLAT}(?:{_GAP}{_CODE} {_TOWN}|{_TOWN_AND_CODE})"
)
_SURE_STREET = rf"(?:(?:{_NAME} ){{0,3}}{_NAME}[ -]?{_KINDS['behind_surely']}|{_SURELY_BEFORE})"
_STREET_NAME = (
    # Musterweg, Am Markt, Calle Mayor
    rf"(?:{_SURE_STREET}|(?:{_NAME} ){{0,3}}{_NAME}[ -]?{_KINDS['behind']}"
    rf"|{_STANDING} {_NAME}(?: {_NAME})?|{_BEFORE}(?: {_WORD}){{1,5}}?)"
)
_NUMBER = rf"(?:[,،]? |(?<=\.)){_HOUSE}"
_STREET_FIRST = (
    # Musterstraße 12, 10115 Berlin; Am Markt 5 in 10115 Berlin; Calle Mayor, 12, 28013 Madrid
    rf"{_STREET_NAME}{_NUMBER}{_FLAT}(?:{_GAP}|[ \t]+in[ \t]+){_CODE} {_TOWN}"
)
_TOWN_LAST = (
    # Musterstraße 12, Berlin; ул. Образцовая, д. 12, Москва, 101000
    rf"{_SURE_STREET}{_NUMBER}{_FLAT}(?:{_TOWN_ALONE}|{_TOWN_AND_CODE})"
)
_TOWN_FIRST = (
    # 1011 Budapest, Minta utca 12.; Москва, ул. Образцовая, 12
    rf"(?:{_NO_YEAR}{_CODE},? {_TOWN}{_LINE}{_STREET_NAME}"
    rf"|{_TOWN}{_LINE}{_SURELY_BEFORE}){_NUMBER}(?=\s*(?:$|[.,،;!?)\n]))"
)
_ANY_STREET = (
    # Vzorová 12, 110 00 Praha: nothing else is written like such a code
    rf"{_NAME}(?: {_WORD}){{0,3}}?{_NUMBER}{_FLAT}{_LINE}(?:[A-Z]{{2}}[ -])?\d{{3}} \d\d {_TOWN}"
)
_SOON = r"(?=[^\d\n]{1,80}\d)"  # spares most words all that follows
STREET_AND_TOWN = re.compile(
    rf"(?<![\w.,-])(?:{_NUMBER_FIRST}|{_NUMBER_AND_TOWN}|{_ROMANCE_FIRST}|{_TOWN_FIRST}"
    rf"|{_SOON}(?:{_STREET_FIRST}|{_TOWN_LAST}|{_ANY_STREET}))(?!\w)",
    re.MULTILINE,
)
_HAN = "[\u3005\u3400-\u7b2b\u7b2d-\u9fff\u30a1-\u30fa\u30fc]"  # without 第, as of "No."
_FIGURE = "[\\d一二三四五六七八九十]+"
UNSPACED_ADDRESS = re.compile(
    # 東京都見本区見本町1丁目2番3号; 見本省見本市見本路12号; 서울특별시 견본구 견본로 12
    rf"(?:〒?\d{{3}}-\d{{4}}\s*)?{_HAN}{{1,4}}[都道府県]{_HAN}{{1,6}}[市区町村郡]{_HAN}{{1,12}}"
    rf"(?:{_FIGURE}(?:丁目|番地?)(?:[\d-]|の(?=\d)|番地?|号)*|\d+-\d+(?:-\d+)*(?![\d対での]))"
    rf"|{_HAN}{{1,12}}[省市区區县縣]{_HAN}{{1,12}}[路街道巷弄](?:{_FIGURE}段)?\d+[号號](?![线線文])"
    r"|[가-힣]{2,8} [가-힣]{1,5}[시군구] (?:[가-힣]{1,4}[읍면동구] )?[가-힣\d]{1,8}[로길] ?\d{1,4}"
    r"(?:-\d{1,4})?(?=에|[\s,.)]|$)",
    re.MULTILINE,
)
"""Addresses of scripts that set no spaces: each part but the last ends in its own sign."""
