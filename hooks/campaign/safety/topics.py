"""What problems of safety mean: sections of PROBLEMS.md, which `campaign schemas` writes."""

from __future__ import annotations

from campaign.core.problems import Topic

ABOUT_PERSONAL_DATA = Topic(
    "Personal data",
    """\
The list is public on GitHub for ever, also after a row is deleted. It must hold no e-mail address, phone number, postal address, day of birth, IP address or note about a person. The same goes for every page and for `mkdocs.yml`.

Wrong:

```csv
name,kind,email
Jane Example,individual,jane@example.org
```

Right:

```csv
name,kind
Jane Example,individual
```

Delete the column, or the part of the cell. If it was committed already, tell the owner of the repository at once: it is still in the history. A free number (0800, 1-800) may stand. An office may make a number or an address public itself, as a court does, or a name may only look like one. Then list it as it stands there, under `may_be_published`: in the front matter of the page that shows it, or in `mkdocs.yml` for all pages and for the list of signatories.

A photograph can say where and when it was taken, and with whose camera. Save it without these details:

- *Windows*: right-click the file, then Properties, Details, “Remove Properties and Personal Information”.
- *macOS*: open it in Preview, then Tools, Show Inspector, the GPS tab, “Remove Location Info”; or export a screenshot of it.
- *A phone*: share it without location, or take a screenshot of it.

Behind some pictures more lies in the file: a film that a phone took, or what was cropped away. Open it in a program for pictures and save it anew. A picture's notes may hold no telephone number, no address, and nobody's name who withdrew.

A place for gifts of crypto-currency is refused like a bank account. If the fund has one, list it under `may_be_published`.
""",
)

ABOUT_WITHDRAWN = Topic(
    "Withdrawn signatories",
    """\
`docs/data/withdrawn.txt` remembers who asked to be removed, without their names. A row that has come back is refused. This keeps a promise, so think before you undo it.

- The signatory is still to be left out: delete the row.
- The signatory asked to be listed again: run `campaign restore "Jane Example"`.
- Somebody else bears the name: delete the row, and run `campaign add` with `--namesake` and a place or an affiliation.

A title, a degree, a legal form, a comma or a look-alike letter makes no other name of it, and neither does the other kind.

Do not edit `withdrawn.txt` by hand. If it is damaged, open its *History* on GitHub and take the last good version back.

`withdrawn` in the list holds the day, not a word.

Wrong:

```csv
name,kind,withdrawn
Jane Example,individual,yes
```

Right:

```csv
name,kind,withdrawn
Jane Example,individual,2021-03-01
```
""",
)

ABOUT_RAW_HTML = Topic(
    "Raw HTML",
    """\
Markdown is enough for a page. HTML that runs, frames, hides or loads something is refused, because it could change what readers see or tell others who reads. Pictures must lie in `docs/`.

Wrong:

```markdown
<p style="color: red">Sign today.</p>
```

Right:

```markdown
**Sign today.**
```

For a video, write a link to it. Text has one order: `<bdo>`, which turns it about, is refused.
""",
)

ABOUT_BUILT_FILES = Topic(
    "Built files",
    """\
Before a site is published, each of its files is looked at once more. What is found here was let through before: by a template, a style or a script that somebody changed, or by a text that only a build puts together. The message names the built file, as `site/about/index.html`; look for the same text in the page it was made from.

- *Asks another site*: put the file into `docs/` or `overrides/assets/`. Readers' browsers ask no other host.
- *The content security policy*: scripts lie in files in `overrides/assets/`. A page has no inline script, no `style` and no `on…` attribute.
- *Withdrew and is named here*: delete the name from the page. If the page speaks of somebody else of the same name, list the name under `may_be_published` in `mkdocs.yml`.

The last good site stays up until the new one has none of these problems.
""",
)

ABOUT_DONATION_ADDRESS = Topic(
    "The donation address",
    """\
A wrong letter in `donate.url` sends gifts to a stranger. So the address must begin with `https://`, and its host must stand in `hosts`, letter by letter. Links in pages may lead to a donation platform only if its host stands there.

Wrong:

```yaml
donate:
  url: https://donate.examp1e.org/form
  hosts: [donate.example.org]
  label: Give to the fund
  legal_name: Example Fund
```

Right:

```yaml
donate:
  url: https://donate.example.org/form
  hosts: [donate.example.org]
  label: Give to the fund
  legal_name: Example Fund
```

First compare the address with what the recipient gave you. Add a host only if it is truly theirs. In a page, place `<!-- @donate -->` in the stead of a link. An address that only looks like an allowed one is refused, and so are short addresses, and links that lead through one site to another: write where the link ends. Where many campaigns share a host, as at a donation platform, links may lead to your own forms only: that of `url`, and those that `forms`, below `donate` or `sign_on`, lists. The same holds for forms at sites where anybody can make one, as Google Forms; add the site's host to `hosts` too. Only the campaign's own buttons may look like buttons. The words of a link may say what a button says, or show an allowed host, only if it leads there; a picture's words and those for screen readers count as well. Links to an allowed host begin with `https://` and name no port. An address of a platform is refused in a text as well as in a link. If amounts are offered, each needs `pays_for` and a `source`, all are in one currency, and the form's `amount_parameter` is named. A parameter that makes a gift repeat, as ActBlue's `recurring=1` or Donorbox's `default_interval=m`, may not stand in `url`, whose button does not say so: write that address as `monthly_url`, which has a link of its own.
""",
)

ABOUT_LOGO = Topic(
    "Logo and typefaces",
    """\
Their files lie in `docs/`, and are named by their path below it. Every page loads them, so that they must be small.

Wrong:

```yaml
logo:
  file: docs/files/logo.eps
```

Right:

```yaml
logo:
  file: files/logo.svg
```

- *The drawing holds*, *loads* or *leads to* something: an SVG can hold scripts, and can load from other sites. Only what draws may stand in it. Save it as plain SVG, or save the logo as PNG or WebP.
- *The file is no SVG*: a program has put something else into it. Save it anew.
- *The drawing does not say its size*: `viewBox` in its first tag does, and most programs write it.
- *Times as wide as it is high*: crop the empty space around the logo, or use a form of it that is less long.
- *The file is no font of the form WOFF2*: fonts come in several forms, and this is the smallest. Its maker offers it, and programs convert into it.
- *Keep only the letters that you write*: a font holds thousands of letters. Its *subset* for your languages is a tenth of the size. Ask its maker, or use it for headings alone.
- *'text' is "own", but no font is named*: name its file in `own`, below `typefaces`, as `regular: files/font.woff2`.
""",
)

ABOUT_PICTURES = Topic(
    "Pictures",
    """\
A page may open with a picture, and an organization may show its logo. Their files lie in `docs/`, and are named by their path below it.

Wrong:

```markdown
---
type: update
title: The hearing
description: What the council heard.
date: 2021-02-04
picture:
  file: files/hearing.gif
  alt: Forty people with signs on the steps of the town hall
---
```

Right:

```markdown
---
type: update
title: The hearing
description: What the council heard.
date: 2021-02-04
picture:
  file: files/hearing.jpg
  alt: Forty people with signs on the steps of the town hall
  credit: "Photograph: Ada Sample"
---
```

- *'alt' is missing*: say in a sentence what the picture shows, for those who do not see it.
- *'logo'* names a file below `docs/`, for organizations only. It is held against the same rules as [the campaign's own](#logo-and-typefaces), and has at most 20 kB.
- *Points wide*: a picture at a page's top goes from edge to edge. Ask for the original. Making a small picture larger does not help.
- *Crop it so that its width*: a screen shows a wide strip of it. Choose the strip yourself.
- *The picture moves*: many readers cannot read beside it. Save one still.
""",
)
