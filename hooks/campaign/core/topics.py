"""What problems of files and dates mean: sections of PROBLEMS.md, which `campaign schemas` writes."""

from __future__ import annotations

from campaign.core.problems import Topic

ABOUT_DATES = Topic(
    "Dates",
    """\
Dates are written year-month-day, with two digits for month and day. Other ways are refused, since 2/9/2021 is February in one country and September in another.

Wrong:

```csv
name,kind,signed
Example Alliance,organization,2/9/2021
Jane Example,individual,2021-02-30
```

Right:

```csv
name,kind,signed
Example Alliance,organization,2021-02-09
Jane Example,individual,2021-02-28
```

Excel rewrites dates when it opens a file. Format the column as *Text* before you type. `campaign check --fix` mends dates that can be read in one way only, and shows each.

A date in the future, or after the letter closed, is a warning. If a demand's `reviewed` is earlier than its last event, check the record again and set that day.
""",
)

ABOUT_ENCODING = Topic(
    "Encoding",
    """\
The file was saved so that letters with accents are lost or changed: `José` becomes `JosÃ©` or `Jos�`. Save text files as *UTF-8*. In Excel, choose *CSV UTF-8 (comma delimited)*. Letters that are lost already must be typed anew.

An invisible character came along with pasted text. Delete the word and type it. The same helps if a word mixes letters of two alphabets that look alike, or bears more accents than a letter can hold. This sample has the turned-about sign of a wrong encoding, which is a warning.

Wrong:

```csv
name,kind
JosÃ© Example,individual
```

Right:

```csv
name,kind
José Example,individual
```

If lines end in different ways, you need not do anything.
""",
)

ABOUT_FILES = Topic(
    "Files",
    """\
- *Missing*: put the file back. It may have been renamed; names are told apart by capital letters.
- *Not published*: only pages (`.md`), pictures (PNG, JPEG, WebP, AVIF, GIF) and PDF files may lie in `docs/`. Save an SVG as PNG; only the campaign's [logo](#logo-and-typefaces) may be one.
- *No file of this name is read in docs/data/*: it would be ignored. Delete it, above all if it is an export.
- *A link to another file*: upload the file itself.
- *A file whose name ends in …* in `overrides/`: templates, style sheets, scripts, pictures and fonts may lie there, and all are published or used. Keep other files elsewhere.
- *Made by builds*: `.cache` must not be committed, since a build would show what lies there. Take it out as the message says.
- *A name that holds a character*: rename the file with letters, digits, hyphens and dots.
- *Many computers take this for another*: two names differ only in capital letters. Rename one.
- *Has the same address on the site*: `about.md` and `about/index.md` are one page to readers, and so are `index.md` and `README.md`. Keep one of the two.
- *The list's own pages stand in* a folder: a long list is cut into pages there. Put your page elsewhere.
- *Would end like the name of a file*, *has the name of a file*, *Windows keeps the name*: rename the page or the folder as the message says.
- *A compiled program lies in the repository*: nobody can read it, and it may run in place of the one that was read. Take it out as the message says, and list `__pycache__/` in `.gitignore`.
- *Can hide changes*: only the `.gitattributes` at the top may say how files are shown.
- *Too large*: a picture has at most 5 MB and 50 million points, a PDF 25 MB, a font 10 MB. Save it smaller.
- *No JPEG picture*, *no PDF*, *broken*: the file is not what its name says. Save it anew from the program that made it.
- *The PDF holds a script*, another file, or a form that sends: print it to a new PDF. Save an encrypted PDF without a password.
- *Marked as a program*: upload it anew through GitHub's page, or take the mark away as the message says.
- *Too long*: a page holds at most 200,000 characters and a line 5,000. Begin new paragraphs, or make two pages.
- *Holds … footnotes* (or headings, entries of lists, cells), *opens more than 100 brackets*: no program could read that in time. Close the brackets, or make two pages.
- *Cannot be read*: on your own computer, close the program that has the file open, and check its rights.
""",
)
