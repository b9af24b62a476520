"""What the appeal asks for: where a gift goes, to which hosts alone, and the amounts."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from pydantic import Field, model_validator

from campaign.config.fields import (
    CurrencyCode,
    HostName,
    SecureAddress,
    Text,
    WebAddress,
    WholeNumber,
)
from campaign.config.validation import Model
from campaign.core.problems import Topic, Wrong, quote
from campaign.core.topics import ABOUT_DONATION_ADDRESS
from campaign.safety.hosts import listed_host

SOURCE_LENGTH = 150  # Stripe's limit for client_reference_id and utm_*, the strictest of all


def check_hosts(
    key: str, urls: tuple[str | None, ...], hosts: tuple[str, ...], topic: Topic
) -> None:
    """Raise `Wrong` for `key` unless every address leads to one of the allowed hosts."""
    for url in filter(None, urls):
        parts = urlsplit(url)
        host = quote(parts.hostname)
        if parts.hostname not in hosts:
            why = (
                f"leads to {host}, which is not among the allowed hosts; correct the address, or "
                "add the host to `hosts` if it is truly yours"
            )
        elif listed_host(parts.hostname, "shorteners"):
            why = (
                f"is shortened by {host}, so that nobody sees where it leads; write the whole "
                "address that it leads to, and its host in `hosts`"
            )
        elif parts.hostname == "docs.google.com" and parts.path.endswith("/edit"):
            why = (
                "opens the form for who made it alone; write the address that the form's button "
                "Send gives"
            )
        elif parts.port not in (None, 443):
            why = "names a port; leave it out"
        else:
            continue
        raise Wrong(f"'{key}' {why}", topic)


class Amount(Model):
    """One amount that the appeal offers, in major units of the campaign's currency."""

    amount: WholeNumber
    """The amount, a whole number: 25."""
    pays_for: Text = Field(examples=["An hour of legal advice"])
    """What this amount pays for, in a few words."""
    source: WebAddress
    """Where that is stated. An amount without a source is refused."""
    currency: CurrencyCode | None = None
    """Best left out. If given, it is the currency of all: a reader compares amounts."""


def _monthly_parameter(address: str) -> str | None:
    """Return what in a donation form's address makes a gift a monthly one, if anything does.

    ActBlue: `recurring=1` (https://help.actblue.com/hc/en-us/articles/16870090927895); Donorbox:
    `default_interval=m`.
    """
    for name, value in parse_qsl(urlsplit(address).query):
        key, said = name.lower(), value.lower()
        if key in ("recurring", "monthly") and said not in ("0", "false", "no", "once"):
            return f"{name}={value}"
        if key in ("default_interval", "interval", "frequency") and said.startswith("m"):
            return f"{name}={value}"
    return None


class Donate(Model):
    """Where the appeal's button leads, and what has to be said beside it."""

    url: SecureAddress
    """Address of the donation form; its host must stand in `hosts`."""
    hosts: Annotated[tuple[HostName, ...], Field(min_length=1)]
    """The only hosts that a donation link may lead to."""
    monthly_url: SecureAddress | None = Field(
        default=None, examples=["https://donate.example.org/fund?recurring=1"]
    )
    """Address of the form for a gift each month, offered beside the other in its own words."""
    forms: tuple[SecureAddress, ...] = ()
    """Other donation forms of yours that pages may link to, where many share the host."""
    label: Text = Field(examples=["Give to the fund"])
    """The words on the button."""
    legal_name: Text = Field(examples=["Example Fund"])
    """Legal name of the organization that receives the gift."""
    tax_status: Text | None = Field(default=None, examples=["A registered charity"])
    """Tax status of the recipient, shown only as given here."""
    tax_note: Text | None = Field(
        default=None, examples=["Gifts are deductible as the law allows."]
    )
    """A note on tax, shown only as given here."""
    currency: CurrencyCode = "USD"
    """Currency of the amounts, as its ISO 4217 code."""
    amounts: tuple[Amount, ...] = ()
    """Amounts to offer; a choice of any other amount is always added."""
    amount_parameter: Text | None = Field(default=None, examples=["amount"])
    """The platform's name for the amount in a link: `amount` at ActBlue and Givebutter."""
    source_parameter: Text | None = Field(default=None, examples=["refcode"])
    """The platform's name for the page that a gift came from: `refcode` at ActBlue."""

    @model_validator(mode="after")
    def _is_whole(self) -> Donate:
        topic = ABOUT_DONATION_ADDRESS
        check_hosts("donate.url", (self.url,), self.hosts, topic)
        check_hosts("donate.monthly_url", (self.monthly_url,), self.hosts, topic)
        check_hosts("donate.forms", self.forms, self.hosts, topic)
        if self.amounts and not self.amount_parameter:
            raise Wrong(
                "'amounts' are offered, but 'amount_parameter' is missing; add the platform's name "
                "for the amount in a link, as `amount_parameter: amount`",
                topic,
            )
        if monthly := _monthly_parameter(self.url):
            raise Wrong(
                f"'donate.url' holds `{monthly}`, which makes each gift a monthly one before a "
                "reader chose so; delete it here, and write the address with it as `monthly_url`",
                topic,
            )
        if self.monthly_url == self.url:
            raise Wrong(
                "'monthly_url' is the same address as 'url'; write the address that the platform "
                "gives for a gift each month, or leave the line out",
                topic,
            )
        for other in {offer.currency for offer in self.amounts} - {None, self.currency}:
            raise Wrong(
                f"'amounts' are in two currencies, {quote(self.currency)} and {quote(other)}; "
                "write all in the one of the form, and name it once, as `currency: EUR`",
                topic,
            )
        return self


def donation_link(
    donate: Donate, source: str, amount: int | None = None, *, monthly: bool = False
) -> str:
    """Return the form's address for one page (`source`) and, in major units, one amount.

    `monthly` asks for the form's address for a gift each month, which the campaign must have.
    """
    parameters = {}
    if donate.source_parameter:
        parameters[donate.source_parameter] = source_code(source)
    if amount is not None and donate.amount_parameter:
        parameters[donate.amount_parameter] = str(amount)
    parts = urlsplit(donate.monthly_url if monthly and donate.monthly_url else donate.url)
    kept = [part for part in parts.query.split("&") if part.partition("=")[0] not in parameters]
    query = "&".join(filter(None, [*kept, urlencode(parameters)]))
    return urlunsplit(parts._replace(query=query))


def source_code(source: str) -> str:
    """Return a page's name in the letters that every platform accepts: A-Z a-z 0-9 - _."""
    return re.sub(r"[^A-Za-z0-9_-]+", "-", source).strip("-")[:SOURCE_LENGTH] or "letter"


def host_of(url: str) -> str:
    """Return the host of an address, as it is shown beside a button that leads there."""
    return (urlsplit(url).hostname or "").removeprefix("www.")
