"""Personal data: which columns hold it, and which values look like it. None of it is published."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from campaign.core.dates import readings
from campaign.safety.personal_data import EMAIL
from campaign.safety.telephones import has_telephone

CONTACT_NAMES: Final = "names of contact persons"
CONTACT_TITLES: Final = "titles of contact persons"
OTHER: Final = "other personal data"
BY_HEADER = tuple(
    (holds, re.compile(rf"\b(?:{pattern})\b|{more}" if more else rf"\b(?:{pattern})\b"))
    for holds, pattern, more in (
        ("e-mail addresses", "e ?mails?|correos?|correo electronico|"
                             "البريد(?: الالكتروني)?|ايميل", ""),
        ("phone numbers", "(?:tele)?phones?|mobile|cell(?: ?phone)?|fax|whatsapp|telefonos?|"
                          "movil|celular|tel|sms|telefon(?:nummer)?|handy(?:nummer)?|mobil|"
                          "(?:رقم )?(?:الهاتف|الجوال|الموبايل)", ""),
        ("IP addresses", "ips?", ""),
        ("postal codes", "zips?|zip ?codes?|post(?:al)? ?codes?|codigo postal|cp|postleitzahl|"
                         "plz|الرمز البريدي", ""),
        ("latitudes and longitudes", "lat|latitude|latitud|long?|longitude|longitud|lng|geo|"
                                     "coordinates|coordenadas", ""),
        ("birth dates and ages", "births?|born|birth ?da(?:te|y)|dob|nacimiento|age|edad|"
                                 "geburts\\w+|alter|تاريخ الميلاد|العمر", ""),
        ("identity numbers", "passport|ssn|social security|dni|nie|pasaporte|curp|rfc|"
                             "tax number|ein", ""),
        ("internal ids", "ids?|guid|uuid|leid|euid|token|user ?agent|device", "^#$"),
        ("postal addresses", r"address(?:es)?(?: ?\d)?|address ?line ?\d|street|direccion|"
                             "domicilio|calle|anschrift|adresse|strasse|العنوان", ""),
        ("notes", "notes?|comments?|comentarios?|notas?|observaciones|messages?|mensajes?|"
                  "bemerkung(?:en)?|kommentare?|anmerkung(?:en)?|ملاحظات|تعليقات?", ""),
        (CONTACT_NAMES, "contact|contact persons?|contact names?|persona de contacto|contacto", ""),
    )
)  # fmt: skip
EXACT = re.compile(
    r"(?:your |su |tu |the |la |el |primary |work |home |contact )?"
    r"(?:e ?mail(?: address)?|correo(?: electronico)?|(?:tele|mobile |cell )?phone(?: number)?|"
    r"telefono|mobile(?: number)?|ip(?: address)?|zip(?: ?code)?|post(?:al)? ?code|codigo postal|"
    r"latitude|longitude|latitud|longitud|birth ?da(?:te|y)|date of birth|fecha de nacimiento|"
    r"(?:postal |mailing |street )?address(?: ?\d)?|direccion|id|notes?|comments?|\w+ id)"
)
"""Headers that leave no doubt: such a column cannot be used, whoever asks for it."""

IP = re.compile(
    r"(?<![\d.])(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}(?![\d.])"
    r"|(?<![\w:])(?:[0-9a-f]{1,4}:){3,7}:?[0-9a-f]{1,4}(?![\w:])",
    re.IGNORECASE,
)
HIDDEN_EMAIL = re.compile(
    r"\w\s*[\[({<]\s*(?:at|arroba|@)\s*[\])}>]\s*\w|\w\s+at\s+\w[\w-]*\s+dot\s+\w|\w@\w+\.\w",
    re.IGNORECASE,
)
LOCAL_PHONE = re.compile(r"(?<![\d\w])\d{3}[ .\-]\d{4}(?![\d\w])")
ONLY_PHONE = re.compile(r"(?:\D{0,12}[:.]\s*)?\+?\(?\d[\d\s().+\-/]{6,}(?:\s*(?:x|ext\.?)\s*\d+)?")
COORDINATES = re.compile(r"[-+]?\d{1,3}\.\d{3,}(?:\s*,\s*[-+]?\d{1,3}\.\d{3,})?°?")
STREET = re.compile(
    r"(?<![\w.])\d{1,6}[a-z]?,? +(?:[NSEW]\.? )?(?:[\w.'’]+ ){1,4}"
    r"(?:street|st|avenue|ave|road|rd|boulevard|blvd|lane|ln|drive|dr|court|ct|suite|apt|highway|"
    r"hwy|parkway|pkwy)\.?(?=$|[,;#\d]| (?:apt|suite|unit|nw|ne|sw|se|#))"
    r"|\bp\.? ?o\.? box \d+"
    r"|(?:^|[,;] )(?:calle|avenida|av\.?|c/) [^,;]{2,40},? (?:n[.º°]? ?)?\d{1,5}\b",
    re.IGNORECASE,
)
IDENTITY = re.compile(r"(?<!\d)\d{3}-\d{2}-\d{4}(?!\d)")
HEXADECIMAL = re.compile(
    r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}|(?=\S*\d)[0-9a-f]{10,}",
    re.IGNORECASE,
)
ONLY_NUMBER = re.compile(r"[#\d][\d\s.,\-]{3,}")
MAYBE = re.compile(r"[@\d]|\bat\b|arroba", re.IGNORECASE)
"""What every value that looks like personal data holds: most names do not."""
MUST_NOT = "which the list must never hold"


def held_by_header(header: str) -> str | None:
    """Return what a column of this folded header holds, as "e-mail addresses"; None: no sign."""
    return next((holds for holds, pattern in BY_HEADER if pattern.search(header)), None)


def held_by_values(values: Iterable[str]) -> str | None:
    """Return what a column's values look like, where any does; None for others."""
    for value in values:
        if holds := looks_like(value):
            return {
                "an e-mail address": "e-mail addresses",
                "a phone number": "phone numbers",
                "an IP address": "IP addresses",
                "a latitude or longitude": "latitudes and longitudes",
                "a postal address": "postal addresses",
                "an identity number": "identity numbers",
                "an internal id": "internal ids",
            }.get(holds)
    return None


def looks_like(value: str) -> str | None:
    """Return what personal data a value looks like, as "a phone number"; None for most."""
    if not MAYBE.search(value):
        return None
    value = value.strip()
    if EMAIL.search(value) or HIDDEN_EMAIL.search(value):
        return "an e-mail address"
    if IP.search(value):
        return "an IP address"
    if COORDINATES.fullmatch(value):
        return "a latitude or longitude"
    if IDENTITY.search(value):
        return "an identity number"
    if readings(value):
        return "a date"
    if has_telephone(value) or LOCAL_PHONE.search(value) or ONLY_PHONE.fullmatch(value):
        return "a phone number"
    if STREET.search(value):
        return "a postal address"
    if HEXADECIMAL.fullmatch(value):
        return "an internal id"
    if ONLY_NUMBER.fullmatch(value):
        return "a bare number, as a postal code or an id"
    return None
