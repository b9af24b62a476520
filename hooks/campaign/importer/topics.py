"""What problems of imported files mean: sections of PROBLEMS.md, which `campaign schemas` writes."""

from __future__ import annotations

from campaign.core.problems import Topic

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
