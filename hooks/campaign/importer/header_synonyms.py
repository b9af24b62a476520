"""What the words of a header and of an answer mean: in English, Spanish, Arabic and German."""

from __future__ import annotations

import re
from typing import Literal, get_args

from campaign.core.folding import fold
from campaign.importer.personal import held_by_header

Target = Literal[
    "name", "kind", "group", "title", "affiliation", "place", "url", "signed", "sort", "first",
    "demands", "version", "withdrawn", "source",
    "organization", "person", "first name", "last name", "consent",
]  # fmt: skip
TARGETS: tuple[Target, ...] = get_args(Target)
"""What a column can become: a column of the list, or a part of how a name is found.

`organization`: the name of an organization that signs, the affiliation of an individual;
`person`, `first name` and `last name`: the name of an individual who signs, the contact person of
an organization, which is dropped; `consent`: whether the name may be published.
"""
PERSONS = ("person", "first name", "last name")
WORD_TARGETS = ("kind", "group", "demands", "first", "consent")
"""What has a few known values: what others mean has to be said."""
JOINED = ("place", "demands")
"""What several columns may become together."""
EXACT: frozenset[str] = frozenset(
    ("name", "kind", "group", "title", "affiliation", "place", "url", "signed", "demands",
     "withdrawn", "organization", "person", "consent")
)  # fmt: skip
BY_HEADER: tuple[tuple[Target | None, str], ...] = (
    ("url", "web(?: ?sites?)?|web ?page|home ?page|urls?|links?|web address|sitio(?: web)?|"
            "pagina(?: web)?|enlace|web ?seite|internetseite|homepage|"
            "الموقع الالكتروني|موقع الكتروني|موقع الويب|رابط"),
    (None, ""),  # here stands what holds personal data
    ("consent", "consents?|agree|permission|may we|publish|publicly|listed publicly|autoriz\\w*|"
                "consiento|consentimiento|acepto|de acuerdo|publicar|einverstanden|einwillig\\w*|"
                "zustimm\\w*|veroffentlich\\w*|اوافق|نوافق|موافق\\w*|نشر"),
    ("first name", "first name|given names?|forename|fname|first|primer nombre|nombre de pila|"
                   "vornamen?|الاسم الاول"),
    ("last name", "last name|surname|family name|lname|last|apellidos?|"
                  "(?<!und )nachnamen?|familiennamen?|اسم العايلة|اللقب"),
    ("kind", "sign(?:ing)? as|(?:i|we) (?:am|are) signing|signing on behalf|"
             "are you (?:an?|signing)|signer type|type of sign\\w*|"
             "signatory type|kind|individual or organi[sz]ation|organi[sz]ation or individual|"
             "tipo de firma(?:nte)?|firm\\w+ como|en calidad de|ich unterzeichne als|"
             "اوقع بصفتي|نوقع بصفت\\w+"),
    ("title", "titles?|job|position|roles?|cargo|puesto|titulo|beruf|funktion|المنصب|"
              "المهنة|الوظيفة"),
    ("group", "groups?|category|sector|type of organi[sz]ation|organi[sz]ation type|categoria|"
              "grupo|tipo de organizacion|ambito|gruppe|kategorie|art der organisation|"
              "المجموعة|مجموعة|الفية|فية|نوع المنظمة"),
    ("demands", "demands?|asks|demandas?|peticion(?:es)?|exigencias?|"
                "forderung(?:en)?|المطالب|مطالب"),
    ("place", "city|town|where|based|place|location|state|province|country|ciudad|lugar|"
              "pais|estado|provincia|municipio|localidad|wohnort|ort|stadt|land|المدينة|البلد|"
              "مكان الاقامة|الدولة"),
    ("organization", "organi[sz]ations?|org|ngo|institution or group|organizacion(?:es)?|"
                     "entidad|asociacion|colectivo|coalition member|organisation(?:en)?|verein|"
                     "المنظمة|منظمة|المنظمات|الجمعية|جمعية|الموسسة|موسسة"),
    ("affiliation", "affiliations?|employer|institution|university|company|afiliacion|"
                    "institucion|empresa|universidad|lugar de trabajo|arbeitgeber|hochschule|"
                    "جهة العمل|الجامعة"),
    ("signed", "timestamp|date signed|signed(?: on| at)?|signature date|submi(?:t|tted|ssion)|"
               "completion time|completed|dates?|fecha|marca temporal|created(?: time| at)?|"
               "zeitstempel|datum|unterzeichnet am|التاريخ|تاريخ|طابع زمني"),
    ("person", "your name|full name|names? of (?:the )?(?:person|signer|signatory|representative)|"
               "(?:person|signer|representative)s? name|representative|nombre completo|su nombre|"
               "vor und nachname|(?:ihr|dein) name|الاسم الكامل|اسمك|اسمكم|"
               "tu nombre|nombre y apellidos?|representante"),
    ("name", "names?|signatory|signer|nombres?|firmante|denominacion|الاسم|اسم"),
)  # fmt: skip
HEADERS = tuple((target, re.compile(rf"\b(?:{words})\b")) for target, words in BY_HEADER)
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")

ORGANIZATION = re.compile(
    r"\b(?:organi[sz]ations?|orgs?|ngos?|groups?|coalitions?|company|business|institutions?|"
    r"organizacion(?:es)?|ong|entidad(?:es)?|colectivos?|asociacion(?:es)?|institucion(?:es)?|"
    r"empresas?|organisation(?:en)?|verein|verband|منظمة|جمعية|موسسة)\b"
)
INDIVIDUAL = re.compile(
    r"\b(?:individuals?|persons?|people|myself|personal(?:ly)?|private|signatures|supporters?|"
    r"individuos?|personas?|particular(?:es)?|individual(?:es)?|titulo personal|mi nombre|"
    r"privatperson|einzelperson|فرد|فردية|شخص|شخصية|بصفتي الشخصية)\b"
)
NOTHING = frozenset(("n/a", "n.a.", "na", "none", "-", "--", "–", "—", ".", "ninguna", "ninguno",
                     "no aplica", "null", "keine", "لا يوجد"))  # fmt: skip
"""What people write where they have nothing to write."""
YES = re.compile(
    r"(?:yes|y|true|x|1|✓|✔|☑|checked|on|i (?:agree|consent|authori[sz]e|give|accept)|we agree|"
    r"agreed?|accept(?:ed)?|si|acepto|autorizo|consiento|estoy de acuerdo|doy|"
    r"ja|ich (?:stimme|bin einverstanden|willige)|einverstanden|نعم|اوافق|نوافق|موافق)\b.*|✓|✔|☑"
)
NO = re.compile(
    r"(?:no|n|false|0|unchecked|off|i do not|i don t|do not|don t|dont|i dont|not|anonymous\w*|"
    r"please do not|no acepto|no autorizo|anonim\w+|nein|nicht|لا)\b.*"
)
NEGATED = re.compile(
    r"\b(?:not|don t|dont|no|never|nunca|anonymous\w*|except|unless|but|pero|"
    r"nicht|nein|kein\w*|لا|ليس)\b"
)


WEB_ADDRESS = re.compile(r"\S*\w\.\w\S*")
ELSEWHERE = re.compile(
    r"\b(?:newsletters?|updates?|volunteer\w*|subscri\w+|mailing list|inform\w*|contact me|boletin|"
    r"voluntari\w+|rundbrief|helfen|النشرة|التطوع)\b"
)
"""What plainly asks for something else than whether a name may be published."""


def folded(header: str) -> str:
    """Return a header as it is compared: asides left out, words apart, no case or accents."""
    apart = CAMEL.sub(" ", ASIDE.sub(" ", header) if ASIDE.sub("", header).strip() else header)
    return fold(re.sub(r"[_\-/.:?¿,;’']+", " ", apart)) if apart.strip() else ""


def target_of(header: str) -> Target | str | None:
    """Return what a column's header says it is: a target, "personal", or None."""
    words = folded(header)
    if words in EXACT:
        return words
    for target, pattern in HEADERS:
        if target is None:
            if held_by_header(words):
                return "personal"
        elif pattern.search(words):
            return target
    return None


def kind_of(answer: str) -> str | None:
    """Return the kind that an answer means, where it means only one."""
    words = folded(WEB_ADDRESS.sub(" ", answer))  # the "org" of example.org tells nothing
    is_organization = bool(ORGANIZATION.search(words))
    is_individual = bool(INDIVIDUAL.search(words))
    if is_organization == is_individual:
        return None
    return "organization" if is_organization else "individual"


def yes_or_no(answer: str) -> str | None:
    """Return "yes" or "no" where an answer begins with it and does not take it back."""
    words = fold(answer.replace("’", " ").replace("'", " ").replace(",", " "))
    if NO.fullmatch(words):
        return "no"
    if YES.fullmatch(words) and not NEGATED.search(words):
        return "yes"
    return None
