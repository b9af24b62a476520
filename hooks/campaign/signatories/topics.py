"""What problems of the list mean: sections of PROBLEMS.md, which `campaign schemas` writes."""

from __future__ import annotations

from campaign.core.problems import Topic

ABOUT_CELLS = Topic(
    "Names and cells",
    """\
A cell holds something that its column does not allow. `kind` is `organization` or `individual`, in small letters. `group` is one of `groups` in `mkdocs.yml`, in the same words, and only organizations have one. `first` is `yes` or empty. `demands` holds file names from `docs/demands/`, without `.md`.

Wrong:

```csv
name,kind,group,first
Example Alliance,organisation,Nationl,x
Jane Example,individual,National,
```

Right:

```csv
name,kind,group,first
Example Alliance,organization,National,yes
Jane Example,individual,,
```

A name stands on one line and has at most 300 characters. If a word shifted by one cell is called wrong, look for a comma in the name before it: see [columns and rows](#columns-and-rows).
""",
)

ABOUT_DUPLICATES = Topic(
    "Duplicates",
    """\
Two rows with one name count as one signatory, also if capitals, accents or spaces differ. Delete one row. If two people bear the name, give both an `affiliation` or a `place`, and different ones.

Wrong:

```csv
name,kind,place
Jane Example,individual,Northford
JANE EXAMPLE,individual,
```

Right:

```csv
name,kind,place
Jane Example,individual,Northford
Jane Example,individual,Southford
```

`docs/data/distinct.csv` records pairs that look alike and are different. `campaign duplicates` writes it; if it has a problem, delete the line that is named.
""",
)

ABOUT_VERSIONS = Topic(
    "Versions of the letter",
    """\
People signed certain words. Once a version is recorded, another word in the letter or the demands is refused. The message shows the first one.

- You did not mean to change it: undo the change.
- You did: [record a new version](guide/change-the-letter.md). The message ends with the line to paste.
- A version's own text differs from its hash: take the file in `docs/data/versions/` back from its *History* on GitHub.
- The words of a version *were not kept*: put them back as the message says. The version's page on the site shows them.

Never change or delete an entry in `docs/data/versions.yml`. In the list, `version` names a number that stands there, or is empty.
""",
)
