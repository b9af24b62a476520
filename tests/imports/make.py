"""The export files that the import is tested with, byte by byte as each program writes them."""

from __future__ import annotations

import datetime
import io
import json
from pathlib import Path


def microsoft_forms() -> bytes:
    """Microsoft's workbook: dates as dates, an account column, a hidden sheet."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "Sheet1"
    sheet.append(
        ["Id", "Start time", "Completion time", "Email", "Name", "Last modified time",
         "Full name", "Job title", "Employer", "City", "Country"]
    )  # fmt: skip
    started = datetime.datetime.fromisoformat("2025-08-20T12:50:00")
    for number, (name, title, employer, city) in enumerate(
        [
            ("Ana Ejemplo", "Teacher", "Example School", "Northford"),
            ("Bo Sample", "", "n/a", "Southford"),
            ("Cy Example ", None, None, None),
        ],
        start=1,
    ):
        done = started + datetime.timedelta(days=number, seconds=105)
        sheet.append(
            [number, started, done, "anonymous", "anonymous", None, name, title, employer, city,
             "Exampland" if city else None]
        )  # fmt: skip
    hidden = book.create_sheet("Lookup")
    hidden.append(["a", "b"])
    hidden.sheet_state = "hidden"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


FILES: dict[str, bytes] = {
    # Google's spreadsheet as CSV: UTF-8 without a mark, CRLF, questions with line breaks.
    "google_forms.csv": "\r\n".join(
        [
            'Timestamp,Email Address,Score,Name of your organization,"Your name\n(not shown)",'
            "Category,May we publish your organization's name?,Which demands do you back?",
            "5/10/2026 09:15:00,one@example.org,,Example Alliance,Jane Sample,Faith-based,Yes,"
            '"Act now, Pay up"',
            '5/27/2026 10:20:30,two@example.org,,"Sample, Inc.",Bo Sample,National,Yes,Act now',
            "6/1/2026 0:00:01,three@example.org,,Ejemplo Peña ☮,Cy Sample,National,Yes,",
            "6/2/2026 1:02:03,four@example.org,,Secret Example,Di Sample,National,No,",
            '6/3/2026 1:02:03,five@example.org,,"Example\nof Two Lines",Ed Sample,National,Yes,'
            "Pay up",
        ]
    ).encode(),
    # Google's own download of responses: every cell quoted, dates with the year in front.
    "google_forms_direct.csv": (
        b'"Timestamp","Email address","Your name","I am signing as","Organization or affiliation"\n'
        b'"2026/09/27 3:00:00 PM GMT+3","a@example.org","Jane Example","An individual",'
        b'"Example College"\n'
        b'"2026/09/28 11:59:59 PM GMT+3","b@example.org","Bo Sample",'
        b'"On behalf of an organization","Sample Coalition"\n'
    ),
    # Microsoft's workbook: dates as dates, an account column, a hidden sheet.
    "microsoft_forms.xlsx": microsoft_forms(),
    # The same form's text, saved by an Excel of the United States: Windows-1252, CRLF.
    "microsoft_forms_text.csv": (
        "ID,Start time,Completion time,Email,Name,Organization,Sector\r\n"
        "1,8/20/25 12:51:45,8/20/25 12:53:01,anonymous,anonymous,Asociación Ejemplo,National\r\n"
        "2,9/5/25 8:00:00,9/5/25 8:01:00,anonymous,anonymous,Sample’s “Fund”,Other\r\n"
    ).encode("cp1252"),
    # Mailchimp's audience: CSV with quoted text and LF.
    "mailchimp.csv": "\n".join(
        [
            "Email Address,First Name,Last Name,Address,Phone Number,MEMBER_RATING,OPTIN_TIME,"
            "OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,LATITUDE,LONGITUDE,GMTOFF,DSTOFF,TIMEZONE,CC,REGION,"
            "LAST_CHANGED,LEID,EUID,NOTES",
            'one@example.org,Jane,Example,"1 Sample Street  Northford EX 00000 US",'
            "+1 555 555 0100,2,"
            '"2016-04-18 13:51:14",192.0.2.1,"2016-04-18 13:52:00",192.0.2.1,45.5,-122.6,-8,-7,'
            'America/Los_Angeles,US,OR,"2016-05-01 10:00:00",12345,ab12cd34ef,"Called twice, nice"',
            'two@example.org,Zoë,"van Sample",,,2,"2016-04-19 01:00:00",192.0.2.2,,,,,,,,,,'
            '"2016-05-01 10:00:00",12346,ab12cd34f0,',
            "",
        ]
    ).encode(),
    # Typeform's results: UTF-8 with a mark, `#` for the answer's id, UTC in the headers.
    "typeform.csv": (
        "\ufeff#,What's the name of your organization?,What is your website?,"
        "Where are you based? (city),Start Date (UTC),Submit Date (UTC),Network ID\n"
        "0a1b2c3d4e5f60718293a4b5c6d7e8f9,Example Union,www.union.example.org,Northford,"
        "2018-04-03 09:03:00,2018-04-03 09:05:14,f00dfeed01\n"
        "1a1b2c3d4e5f60718293a4b5c6d7e8f9,Ένωση Παράδειγμα,https://example.net/el,,"
        "2018-04-04 09:03:00,2018-04-04 09:05:14,f00dfeed02\n"
    ).encode(),
    # NationBuilder's people: many columns of which few are for the public.
    "nationbuilder.csv": (
        b"nationbuilder_id,prefix,first_name,middle_name,last_name,suffix,email,mobile_number,"
        b"primary_address1,primary_city,primary_state,primary_zip,born_at,employer,occupation,"
        b"created_at,tag_list\r\n"
        b"101,Dr.,Ana,,Sample,,a@example.org,5555550100,1 Sample Rd,Northford,EX,00001,1970-01-02,"
        b"Example Clinic,Nurse,2021-02-03T10:00:00-05:00,signed\r\n"
        b"102,,Bo,Q,Sample,Jr.,b@example.org,,,,,,,,,2021-02-04T10:00:00-05:00,signed\r\n"
    ),
    # Action Network's signatures: the editor's own columns and the tool's beginning can2_.
    "action_network.csv": (
        b"first_name,last_name,email,zip_code,can2_user_city,can2_phone,uuid,Affiliation,"
        b"signed_on\n"
        b"Ana,Example,a@example.org,00001,Northford,5555550100,"
        b"aaaaaaaa-0000-4000-8000-000000000001,Example Parish,2026-05-31 10:00:00\n"
        b"Bo,Example,b@example.org,00002,,,aaaaaaaa-0000-4000-8000-000000000002,-,"
        b"2026-06-01 10:00:00\n"
    ),
    # Airtable's records, as its API gives them: JSON with everything below `fields`.
    "airtable.json": json.dumps(
        {
            "records": [
                {
                    "id": "recAAAAAAAAAAAAA1",
                    "createdTime": "2026-05-01T10:00:00.000Z",
                    "fields": {
                        "Organisation": "Example Network",
                        "Type": "International",
                        "Contact e-mail": "net@example.org",
                        "Date signed": "2026-05-01",
                    },
                },
                {
                    "id": "recAAAAAAAAAAAAA2",
                    "createdTime": "2026-05-02T10:00:00.000Z",
                    "fields": {
                        "Organisation": "Ümlaut Sample e.V.",
                        "Website": "https://example.com/",
                        "Date signed": "2026-05-02",
                        "Approved": True,
                    },
                },
            ]
        },
        indent=2,
    ).encode(),
    # Excel's "Unicode Text": UTF-16LE with a mark, tabs, CRLF; day first, months in two digits.
    "excel_unicode_text.txt": b"\xff\xfe"
    + (
        "Nombre de la organización\tCorreo electrónico\tTeléfono\tSitio web\tFecha de firma\r\n"
        "Asociación de Ejemplo\ta@example.org\t600 000 000\thttps://example.org/es\t05/02/2026\r\n"
        "Colectivo Muestra\tb@example.org\t\t\t27/02/2026\r\n"
    ).encode("utf-16-le"),
    # A European Excel's CSV: semicolons, Windows-1252, dates with dots.
    "localized_excel.csv": (
        "Nombre;Apellidos;Afiliación;Ciudad;Fecha\r\n"
        "Ana María;Núñez Ejemplo;Universidad de Muestra;Mérida;31.01.2026\r\n"
        'José;Muestra;"Grupo ""A""; sección 2";;01.02.2026\r\n'
    ).encode("cp1252"),
    # A spreadsheet of an older Mac: CR line ends, and what separates is a tab.
    "old_mac.txt": (
        b"Signatory\tKind\tTown\rExample Choir\torganization\tNorthford\r"
        b"Jane Sample\tindividual\tSouthford\r"
    ),
    # A site's own JSON: organizations and signatures apart.
    "two_lists.json": json.dumps(
        {
            "organizations": [{"name": "Example Fund", "link": "https://fund.example.org/"}],
            "signatures": [
                {"name": "Jane Sample", "affiliation": "Example Lab"},
                {"name": "Bo Example"},
            ],
        },
        indent=1,
    ).encode(),
    # A README's lists, as letters on GitHub keep them.
    "signatories.md": (
        b"# Signatories\n\nThank you to all.\n\n"
        b"## Organizations\n\n- [Example & Sons](https://example.org/sons)\n- **Sample** Guild\n\n"
        b"## Individuals\n\n1. Jane Sample\n2. [Bo \\*Star\\* Example](https://example.net/~bo)\n"
        b"<!-- - Hidden Example -->\n"
    ),
}
# A folder with one signatory a file, as Jekyll and Hugo keep them.
PEOPLE: dict[str, bytes] = {
    "jane-example.yaml": b"name: Jane Example\nlink: https://example.org/jane\n",
    "no.yml": b"name: No\naffiliation: Sample Lab\n",
    "bo-sample.md": b'---\nname: "Bo Sample"\noccupation_title: Nurse\n---\nI sign.\n',
    "broken.yaml": b"name: Broken: Example\n",
    "readme.txt": b"Put your file here.\n",
}


def write(folder: Path) -> None:
    """Write all files into a folder."""
    (folder / "people").mkdir(parents=True, exist_ok=True)
    for name, data in FILES.items():
        (folder / name).write_bytes(data)
    for name, data in PEOPLE.items():
        (folder / "people" / name).write_bytes(data)
