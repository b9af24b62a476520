"""What problems of pages mean: sections of PROBLEMS.md, which `campaign schemas` writes."""

from __future__ import annotations

from campaign.core.problems import Topic

ABOUT_FRONT_MATTER = Topic(
    "Front matter",
    """\
Each page begins with its facts between two lines of `---`. Both lines are needed, and nothing may stand before the first. The page's heading is made from `title`, so that headings in the text begin with `##`.

Wrong:

```markdown
---
title: Press
description: What journalists need.

# Press

Write to us.
```

Right:

```markdown
---
title: Press
description: What journalists need.
---

## Contact

Write to us.
```
""",
)

ABOUT_UPDATES = Topic(
    "Updates and further reading",
    """\
A note lies in `docs/updates/`, has `type: update` and a `date`. Only a change after that day has an `updated`. The page `docs/updates/index.md`, with `type: updates`, lists the notes; without it nobody would find them.

Wrong:

```markdown
---
type: update
title: What the hearing decided
description: One sentence.
date: 2021-03-04
---
```

Right:

```markdown
---
title: What the hearing decided
description: One sentence.
---
```

Texts of others stand in `docs/data/reading.yml`, each address once, and a page with `type: reading` shows them:

```yaml
- title: The report's title
  url: https://example.org/report
  kind: publication       # or post
  date: 2021-03-04
  source: Who published it
  language: es            # only if it is not the site's own
```

`reads` says how often a text was read in all, `counted` until which day, and `reads_before` what `reads` was before that.
""",
)

ABOUT_LINKS = Topic(
    "Links",
    """\
Link to a page by its file's name, seen from the page on which the link stands. Write addresses on other sites whole. A link to a place on a page, as `about.md#us`, needs a heading there.

Wrong:

```markdown
Read [about us](/about.md), the [demands](demands.md) and [more](www.example.org).
```

Right:

```markdown
Read [about us](about.md), the [demands](demands/index.md) and [more](https://www.example.org/).
```

From a page in `docs/demands/`, the letter is `../index.md`.
""",
)

ABOUT_COMPONENTS = Topic(
    "Components",
    """\
What begins with `@` in a comment is replaced by a list, a count or a button. Its name and options must be those in [Placing lists, counts and buttons](guide/placing-lists-counts-and-buttons.md). Two hyphens open the comment, and two close it. Some programs turn them into a dash: type them anew.

Wrong:

```markdown
So many signed: <!-- @cuont kind=organisation -->. <!-- @signatories -->
```

Right:

```markdown
So many signed: <!-- @count kind=organization -->.

<!-- @signatories -->
```

Lists stand on a line of their own, with an empty line before and after.
""",
)

ABOUT_PLACEHOLDERS = Topic(
    "Texts to replace",
    """\
A new campaign holds texts that say what belongs where, most of them in square brackets. `campaign check` and a build on your own computer name them as notices, which stop nothing. In a build that is published, each is a problem.

Replace the whole text, with its brackets. In front matter and `mkdocs.yml`, leave the quotation marks around it. A page, demand or key that your campaign does not need can be deleted instead.

```text
docs/demands/your-demand.md:3:9: this is still the starter's text; replace `[your demand]` by your own
```

Brackets of your own are never meant: only the texts that the starter brought.
""",
)

ABOUT_VOICES = Topic(
    "Voices and figures",
    """\
A voice is what a named person says. It stands in `docs/data/voices.yml` with their permission: how and when they gave it. The site shows nobody who did not agree, so that a voice without `permission`, or with one that names no day, is refused. [Voices and figures](guide/add-voices-and-figures.md) has whole examples.

A picture of the person is square, has sides of 160 to 800 points and at most 60 kB. It does not move.

A figure is one large number with what it counts and the source that shows it.

Wrong:

```markdown
---
title: Why it matters
description: Why it matters.
figures:
  - number: few
    label: had a lawyer
    source: https://example.org/study
    source_title: The example study, 2015
---

<!-- @figures -->
```

Right:

```markdown
---
title: Why it matters
description: Why it matters.
figures:
  - number: 14%
    label: had a lawyer
    source: https://example.org/study
    source_title: The example study, 2015
---

<!-- @figures -->
```
""",
)
