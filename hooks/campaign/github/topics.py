"""What problems of GitHub's forms mean: sections of PROBLEMS.md, which `campaign schemas` writes."""

from __future__ import annotations

from campaign.core.problems import Topic

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
