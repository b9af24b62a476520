"""What problems of imported files mean: sections of PROBLEMS.md, which `campaign schemas` writes."""

from __future__ import annotations

from campaign.core.problems import Topic

ABOUT_IMPORTING = Topic(
    "Importing a file",
    """\
`campaign import` asks for what nothing in the file tells, and refuses rows that could not be published. Nothing is guessed.

- *There is no column …*: write the column's name as the file has it.
- *May each hold the name*: say which, as `--map "Organization=name"`, and `--ignore` the other.
- *Names no kind (group, demand) that is known*: say what the answer means, as `--value "Myself=individual"`.
- *May be read in two ways*: say the order of dates, as `--dates month-first`.
- *Holds what looks like …*: a cell holds [personal data](#personal-data). Correct it in a copy of the export.
- *Begins as a formula does*, *the spreadsheet's error*: write the text itself into the cell.
- *The entry is struck through*, *begins with a box*, *stands within another one*: nobody but you knows whether it stands for a signature. Leave it out of the copy, or write the name alone.
- *Lines that are no entry of a list*: look at them in the file. Names in a table or in running text are not read.
- *Conflicting*: the list has other details, which stay. [Correct the entry](guide/correct-a-name.md), if the new ones are right.

The other rows are brought in. Mend the refused ones and import the file again: those that are known change nothing.
""",
)
