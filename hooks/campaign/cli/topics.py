"""What problems of a new campaign's answers mean: sections of PROBLEMS.md, which `campaign schemas` writes."""

from __future__ import annotations

from campaign.core.problems import Topic

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
