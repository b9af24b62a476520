"""Reads the list of signatories, with what is known of those who withdrew."""

from __future__ import annotations

from campaign.config.folder import Folder
from campaign.core import files
from campaign.core.problems import Problems
from campaign.curation.list_checks import returned
from campaign.curation.suppression_list import check_withdrawals
from campaign.signatories.list_addresses import check_addresses
from campaign.signatories.signatories import Signatory
from campaign.signatories.signatories_csv import Vocabulary, read_signatories


def read_signed(
    folder: Folder,
    vocabulary: Vocabulary,
    hosts: frozenset[str] | None,
    labels: frozenset[str],
    problems: Problems,
) -> tuple[Signatory, ...]:
    """Return those whose rows are right, in the file's order."""
    shown = folder.shown(folder.signatories)
    text, found = files.read_text(folder.signatories, shown)
    problems.extend(found)
    if text is None:
        return ()
    signed, found = read_signatories(text, shown, vocabulary)
    problems.extend(found)
    withdrawals, found = check_withdrawals(folder.withdrawn, folder.shown(folder.withdrawn))
    problems.extend(found)
    problems.extend(returned(text, shown, signed, withdrawals))
    problems.extend(check_addresses(text, shown, signed, hosts, labels))
    return signed
