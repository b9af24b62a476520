"""What problems of keys, values and settings mean: sections of PROBLEMS.md, which `campaign schemas` writes."""

from __future__ import annotations

from campaign.core.problems import Topic

ABOUT_ROWS = Topic(
    "Columns and rows",
    """\
The list is a CSV file. Its first line names the columns, with commas between them. A row may have fewer cells than the first line, never more. The names of the columns are fixed: [Signatories](guide/columns-of-the-list.md) lists them.

A comma inside a name starts a new cell, and then the row has too many. Put such a name in double quotation marks. A quotation mark inside them is written twice.

Wrong:

```csv
name,kind,place
Example, Inc.,organization,Northford
```

Right:

```csv
name,kind,place
"Example, Inc.",organization,Northford
"The ""Example"" Fund",organization,Southford
```

If the message speaks of semicolons or tabs, save the file from Excel as *CSV UTF-8 (comma delimited)*. If your computer still writes semicolons, save it from LibreOffice, which asks for the separator, or edit the list on GitHub. Do not import it: a corrected row would be taken for a new signer.
""",
)

ABOUT_WEB_ADDRESSES = Topic(
    "Web addresses",
    """\
An address is whole and begins with `https://`. It has no spaces, no user name and no bare word in place of a host. Copy it from the browser's address bar. Other letters in a host must be in their coded form (`xn--…`), which browsers copy.

Wrong:

```csv
name,kind,url
Example Alliance,organization,www.example.org
```

Right:

```csv
name,kind,url
Example Alliance,organization,https://www.example.org/
```

`contact` and its like in `mkdocs.yml` take an address of this kind, or one plain e-mail address.
""",
)

ABOUT_KEYS = Topic(
    "Keys and values",
    """\
A key is unknown, missing, written twice, or has a value that does not fit. The message names the nearest known key, or all of them. Keys differ between types of pages: see [Pages](guide/what-a-page-holds.md). Spell them as they stand there.

Wrong:

```markdown
---
titel: Press
description: What journalists need.
donate: never
---
```

Right:

```markdown
---
title: Press
description: What journalists need.
donate: false
---
```

Entries of a list stand on lines of their own, which begin with `- `. Keys that belong to another key stand below it, indented by two spaces. Amounts are whole numbers in digits.
""",
)

ABOUT_YAML = Topic(
    "Colons, quotation marks and indentation",
    """\
Front matter and `mkdocs.yml` are written in YAML, in which some signs have a meaning of their own. Put a text in double quotation marks if it holds a colon and a space, or a `#` after a space. Do so too if it begins with one of ``@ ` % & * ! | > [ {``. Use single quotation marks around a text that holds a backslash.

Wrong:

```markdown
---
title: Press: what you need
description: "What journalists need.
---
```

Right:

```markdown
---
title: "Press: what you need"
description: What journalists need.
---
```

Indent with spaces, never with tabs. Lines that belong together begin in the same column. A quotation mark that is never closed is named where it opens. Otherwise the place of such a problem is where reading failed; the mistake is often in the line above.
""",
)

ABOUT_PAGES = Topic(
    "Pages and demands",
    """\
There is one page each of the types `letter`, `appeal`, `signatories`, `updates`, `tracker`, `reading`, `embed` and `press`. Demands lie in `docs/demands/`, have `type: demand`, and have each their own `order`. A letter's `pdf` and the `files` of the press page name files below `docs/`. Some addresses are the site's own: `letter.pdf` where a PDF is made, and what lies below the page with `type: embed`.

Each page stands in the menu, `nav` in `mkdocs.yml`, or in the list `not_in_nav` below it, so that none is forgotten.

Wrong:

```markdown
---
type: letter
title: A second letter
description: One site carries one letter.
---
```

Right:

```markdown
---
type: page
title: A second letter
description: One site carries one letter.
---
```
""",
)

ABOUT_TRANSLATIONS = Topic(
    "Translations",
    """\
A page in a language's folder translates the page of the same name in `docs/`. It has the same type, and the same events with the same dates, statuses and sources. `source_hash` says which text was translated. `nav_title`, `source_hash` and `source_version` belong into translations only.

Wrong:

```markdown
---
title: Press
description: What journalists need.
nav_title: For the press
---
```

Right:

```markdown
---
title: Press
description: What journalists need.
---
```

- *Has changed since it was translated*: bring the translation up to date, then write the line that the message gives.
- *The page is missing*: translate it, or write `complete: no` for the language in `mkdocs.yml`.
- *Are not translated*: the words of the site itself lie in `overrides/words/`. Write each translation behind its `msgstr`.
- *Is a sign of HTML*: a translation is plain text. Write it without `<`, `>` and `&`, and with the language's own quotation marks in place of `"`.
- *Names* an address: a translation leads nowhere that the words themselves do not lead. Leave the address out.
- *Lacks* or *holds* something in `%(…)s`: these places are filled in at build. Keep them, and invent none.

See [Translate the site](guide/translate-the-site.md).
""",
)

ABOUT_SETTINGS = Topic(
    "Settings of the site",
    """\
`nav` in `mkdocs.yml` names the pages of the menu, each once, by its file in `docs/`. The other settings say which programs make the site. They run with the site's rights, so that only those that were read may stand there. What other sites of MkDocs and Material set, and this one does otherwise, is told with what does it here. A plugin or an extension that is needed is added in `hooks/campaign/config/settings.py`, by somebody who has read it. *Cannot be used*: an option of an extension is wrong; the words in parentheses are the extension's own.
""",
)

ABOUT_OLD_ADDRESSES = Topic(
    "Old addresses",
    """\
`old_addresses` names what followed the site's address where the page was before. It cannot be the address of a page or file that is there now, nor that of two pages. What follows a question mark reaches no file: without a server, `/?p=12` is the first page.

Wrong:

```markdown
---
title: About
description: Who is behind the letter.
old_addresses:
  - https://old.example.org/?page_id=12
---
```

Right:

```markdown
---
title: About
description: Who is behind the letter.
old_addresses:
  - /about-us/
---
```
""",
)

ABOUT_COLOURS = Topic(
    "Colours",
    """\
Text must stand out from its ground at least 4.5 to 1, and the edge of a field 3 to 1: else many people cannot read it. That is measured for the light and for the dark (WCAG 2.2, level AA). The problem names the nearest colour of the same hue that is dark or light enough.

Wrong:

```yaml
colours:
  accent: "#7fb2d6"
```

Right:

```yaml
colours:
  accent: "#0b5d8a"
```

A colour is red, green and blue in hexadecimal digits, in quotation marks. Without these, YAML takes it for a note. Colours that `overrides/own.css` sets at `:root` are measured too, and are written without quotation marks there.
""",
)

ABOUT_SIGN_ON = Topic(
    "Ways to sign",
    """\
An open letter needs `sign_on` with a form (`url` and `hosts`), an address (`email`) or `github: yes`. A form and an e-mail address exclude one another. A form's host must stand in `hosts`.

Wrong:

```yaml
sign_on:
  url: https://sign.example.org/form
  hosts: [forms.example.com]
```

Right:

```yaml
sign_on:
  url: https://sign.example.org/form
  hosts: [sign.example.org]
```

`github: yes` needs the repository's address in `repo_url`: see [Open the letter](guide/open-the-letter.md).
""",
)

ABOUT_IMPORTING = Topic(
    "Importing a file",
    """\
`campaign import` asks for what nothing in the file tells, and refuses rows that could not be published. Nothing is guessed.

- *There is no column …*: write the column's name as the file has it.
- *May each hold the name*: say which, as `--map "Organization=name"`, and `--ignore` the other.
- *May say who may be named*, *asks in the negative*: the column may hold what people answered when they were asked whether their names may be shown. Look at the question in the form, then say with which answers somebody may be named: `--publish "Do not publish my name=No"`. Whoever gave another answer stays out; `empty` means no answer. Only if the column asks for something else, write `--ignore`: then everybody is named.
- *May say which signatures were confirmed*: likewise, as `--publish "status=verified"`.
- *So that the signatory may not want to be named*: a note says so. Ask the person; then delete the note, or the row, in a copy of the file.
- *Names nobody*: "N/A" and "Total: 3" are no names. Those who signed as "Anonymous" are counted by `unnamed` in `mkdocs.yml`.
- *Several lists may be the signatories*: say below which heading they stand, as `--section "Signed"`.
- *Perhaps somebody else of the same name*: another affiliation, place or web address tells two people apart. `--namesakes keep` adds all of them.
- *Names no kind (group, demand) that is known*: say what the answer means, as `--value "Myself=individual"`.
- *May be read in two ways*: say the order of dates, as `--dates month-first`.
- *Holds what looks like …*: a cell holds [personal data](#personal-data). Correct it in a copy of the export.
- *Begins as a formula does*, *the spreadsheet's error*: write the text itself into the cell.
- *Begins with a box*, *stands within another one*, *reads as a sentence*: nobody but you knows whether it stands for a signature. Leave it out of the copy, or write the name alone.
- *Conflicting*: the list has other details, which stay. [Correct the entry](guide/correct-a-name.md), if the new ones are right.

The other rows are brought in. Mend the refused ones and import the file again: those that are known change nothing.
""",
)

ABOUT_GITHUB_FORMS = Topic(
    "The forms on GitHub",
    """\
The files in `.github/ISSUE_TEMPLATE/` must fit the campaign, so that no answer is lost. Groups are those in `mkdocs.yml`, in the same words. A field's `id` and `type` stay as they were; its `label` and `description` may be translated.

- *Missing* or *may be left empty*: take the field back from the file's *History* on GitHub.
- *Is read by nothing*: delete the field. No answer to it could be published.
- *Needs two options*: keep two, in their order. Their words may be translated.
- *Would start the intake*: delete the label from `labels:`. Only editors set it.
""",
)

ABOUT_NEW_CAMPAIGN = Topic(
    "Answers for a new campaign",
    """\
`campaign new` takes answers from a file, from options and from questions. A problem of an option names “the options” and the key that the option stands for: `also_in` for `--also-in`, `owners` for `--owner`.

- *There is no starter*: starters are there in a few languages. Begin in one of those that the message names, and [translate the site](guide/translate-the-site.md) afterwards.
- *The main language*: `language` is the site's own; `also_in` lists only others.
- *The same demand (group, language) stands twice*: leave one out. Capital letters make no difference.
- *Demands are named, but*: a letter with `without_demands: yes` has no list of them.
- *Write OWNER/NAME*: the repository's name without the address, as `example-alliance/letter`.
- *Write a name on GitHub*: a person's, as `ada`, or a team's, as `example-alliance/editors`.
- *Add `repository: OWNER/NAME`*: people can only sign on GitHub where the repository is known; as an option, `--repository`.

The other keys are those of the campaign in `mkdocs.yml`. See [Begin a campaign](guide/begin-a-campaign.md) for a whole file.
""",
)

ABOUT_GOAL = Topic(
    "Goal and milestones",
    """\
A goal says how many are to sign, and `at_goal` what the campaign promises to do then. Both stand in `mkdocs.yml`, one is not enough: a number without a promise tells a reader nothing. [Setting a goal](guide/set-a-goal.md) shows them on the page.

Wrong:

```yaml
goal: 1000
```

Right:

```yaml
goal: 1000
at_goal: We hand the letter to the council in public.
milestones: [250, 500]
```

Milestones ascend and stay below the goal. Without them, the page counts towards 100, 250, 500, 1000 and so on.

When as many have signed, the page says that the goal is reached and what was promised. This is no problem, since a list grows by itself and a site must not stop because of it. `campaign check` reminds you to keep the promise and to set the next goal.
""",
)
