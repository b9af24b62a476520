"""The kinds of problems: each is a section of PROBLEMS.md, which explains it by samples."""

from __future__ import annotations

from campaign.core.problems import Topic

# In the list of signatories
ABOUT_ROWS = Topic("Columns and rows")
ABOUT_CELLS = Topic("Names and cells")
ABOUT_DATES = Topic("Dates")
ABOUT_WEB_ADDRESSES = Topic("Web addresses")
ABOUT_ENCODING = Topic("Encoding")
ABOUT_PERSONAL_DATA = Topic("Personal data")
ABOUT_DUPLICATES = Topic("Duplicates")
ABOUT_WITHDRAWN = Topic("Withdrawn signatories")
ABOUT_IMPORTING = Topic("Importing a file")

# In pages
ABOUT_FRONT_MATTER = Topic("Front matter")
ABOUT_KEYS = Topic("Keys and values")
ABOUT_YAML = Topic("Colons, quotation marks and indentation")
ABOUT_PAGES = Topic("Pages and demands")
ABOUT_UPDATES = Topic("Updates and further reading")
ABOUT_VOICES = Topic("Voices and figures")
ABOUT_TRANSLATIONS = Topic("Translations")
ABOUT_OLD_ADDRESSES = Topic("Old addresses")

# In texts and files
ABOUT_LINKS = Topic("Links")
ABOUT_COMPONENTS = Topic("Components")
ABOUT_RAW_HTML = Topic("Raw HTML")
ABOUT_FILES = Topic("Files")
ABOUT_PICTURES = Topic("Pictures")
ABOUT_BUILT_FILES = Topic("Built files")

# In the campaign
ABOUT_SETTINGS = Topic("Settings of the site")
ABOUT_DONATION_ADDRESS = Topic("The donation address")
ABOUT_SIGN_ON = Topic("Ways to sign")
ABOUT_GOAL = Topic("Goal and milestones")
ABOUT_COLOURS = Topic("Colours")
ABOUT_LOGO = Topic("Logo and typefaces")
ABOUT_VERSIONS = Topic("Versions of the letter")
ABOUT_GITHUB_FORMS = Topic("The forms on GitHub")

# When a campaign begins
ABOUT_NEW_CAMPAIGN = Topic("Answers for a new campaign")
ABOUT_PLACEHOLDERS = Topic("Texts to replace")
