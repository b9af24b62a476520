"""What the appeal asks for: where a gift goes, to which hosts alone, and the amounts."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from pydantic import Field, model_validator

from campaign.config.fields import (
    HostName,
    SecureAddress,
    Text,
    WebAddress,
    WholeNumber,
)
from campaign.config.validation import Model, wrong_key
from campaign.core.problems import quote
from campaign.core.topics import ABOUT_DONATION_ADDRESS, ABOUT_SIGN_ON
from campaign.safety.hosts import is_shortener

SOURCE_LENGTH = 150  # Stripe's limit for client_reference_id and utm_*, the strictest of all


def check_hosts(key: str, urls: tuple[str | None, ...], hosts: tuple[str, ...]) -> None:
    """Raise the error for `key` unless every address leads to one of the allowed hosts."""
    topic = ABOUT_SIGN_ON if key.startswith("sign_on") else ABOUT_DONATION_ADDRESS
    name = key.rpartition(".")[2]
    for url in filter(None, urls):
        host = urlsplit(url).hostname
        if host not in hosts:
            raise wrong_key(
                name,
                f"'{key}' leads to {quote(host)}, which is not among the allowed hosts; "
                f"correct the address, or add the host to `hosts` if it is truly yours",
                topic,
            )
        if is_shortener(host):
            raise wrong_key(
                name,
                f"'{key}' is shortened by {quote(host)}, so that nobody sees where it leads; write "
                "the whole address that it leads to, and its host in `hosts`",
                topic,
            )
        if host == "docs.google.com" and urlsplit(url).path.endswith("/edit"):
            raise wrong_key(
                name,
                f"'{key}' opens the form for who made it alone; write the address that the form's "
                "button Send gives",
                topic,
            )
        if urlsplit(url).port not in (None, 443):
            raise wrong_key(name, f"'{key}' names a port; leave it out", topic)


class Amount(Model):
    """One amount that the appeal offers, in major units of the campaign's currency."""

    amount: WholeNumber
    """The amount, a whole number: 25."""
    pays_for: Text = Field(examples=["An hour of legal advice"])
    """What this amount pays for, in a few words."""
    source: WebAddress
    """Where that is stated. An amount without a source is refused."""
    currency: Text | None = Field(default=None, examples=["EUR"])
    """Best left out. If given, it is the currency of all: a reader compares amounts."""


def monthly_parameter(address: str) -> str | None:
    """Return what in a donation form's address makes a gift a monthly one, if anything does.

    ActBlue: `recurring=1` (https://help.actblue.com/hc/en-us/articles/16870090927895); Donorbox:
    `default_interval=m`.
    """
    for name, value in parse_qsl(urlsplit(address).query):
        said = (name.lower(), value.lower())
        if said[0] in ("recurring", "monthly") and said[1] not in ("0", "false", "no", "once"):
            return f"{name}={value}"
        if said[0] in ("default_interval", "interval", "frequency") and said[1][:1] == "m":
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
    currency: Text = Field(default="USD", examples=["EUR"])
    """Currency of the amounts, as its ISO 4217 code."""
    amounts: tuple[Amount, ...] = ()
    """Amounts to offer; a choice of any other amount is always added."""
    amount_parameter: Text | None = Field(default=None, examples=["amount"])
    """The platform's name for the amount in a link: `amount` at ActBlue and Givebutter."""
    source_parameter: Text | None = Field(default=None, examples=["refcode"])
    """The platform's name for the page that a gift came from: `refcode` at ActBlue."""

    @model_validator(mode="after")
    def _url_is_allowed(self) -> Donate:
        check_hosts("donate.url", (self.url,), self.hosts)
        check_hosts("donate.monthly_url", (self.monthly_url,), self.hosts)
        check_hosts("donate.forms", self.forms, self.hosts)
        if self.amounts and not self.amount_parameter:
            raise wrong_key(
                "amounts",
                "'amounts' are offered, but 'amount_parameter' is missing; add the platform's "
                "name for the amount in a link, as `amount_parameter: amount`",
                ABOUT_DONATION_ADDRESS,
            )
        return self

    @model_validator(mode="after")
    def _gives_once(self) -> Donate:
        if monthly := monthly_parameter(self.url):
            raise wrong_key(
                "url",
                f"'donate.url' holds `{monthly}`, which makes each gift a monthly one before a "
                "reader chose so; delete it here, and write the address with it as `monthly_url`",
                ABOUT_DONATION_ADDRESS,
            )
        if self.monthly_url == self.url:
            raise wrong_key(
                "monthly_url",
                "'monthly_url' is the same address as 'url'; write the address that the platform "
                "gives for a gift each month, or leave the line out",
                ABOUT_DONATION_ADDRESS,
            )
        return self

    @model_validator(mode="after")
    def _one_currency(self) -> Donate:
        for offer in self.amounts:
            if offer.currency not in (None, self.currency):
                raise wrong_key(
                    "amounts",
                    f"'amounts' are in two currencies, {quote(self.currency)} and "
                    f"{quote(offer.currency or '')}; write all in the one of the form, and name it "
                    "once, as `currency: EUR`",
                    ABOUT_DONATION_ADDRESS,
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
