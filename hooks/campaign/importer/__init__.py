"""Exports of forms, spreadsheets and other letters, brought into the list of signatories."""
