"""Addresses of the list, each told at its own place."""

from __future__ import annotations

from campaign.safety.link_policy import LinkPolicy
from campaign.signatories.list_addresses import check_addresses
from campaign.signatories.signatories import Signatory


def test_a_copy_in_an_archive_is_not_the_address_that_it_names() -> None:
    form = "https://www.gofundme.com/f/example"
    urls = (f"https://web.archive.org/web/2021/{form}", form)
    signed = [Signatory("Example", "organization", url=url) for url in urls]
    text = "name,kind,url\n" + "".join(f"Example,organization,{url}\n" for url in urls)
    (problem,) = check_addresses(text, "list.csv", signed, LinkPolicy())
    assert (problem.line, problem.column) == (3, 22)
