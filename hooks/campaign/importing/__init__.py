"""Brings the exports of forms, spreadsheets and other lists into docs/data/signatories.csv."""
