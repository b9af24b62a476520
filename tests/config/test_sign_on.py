"""The form on GitHub: its address."""

import pytest

from campaign.config.sign_on import issue_form_link, repository_of


@pytest.mark.parametrize(
    ("address", "repository"),
    [
        ("https://github.com/example/letter", "example/letter"),
        ("https://github.com/example/letter/", "example/letter"),
        ("https://github.com/example/letter.git", "example/letter"),
        ("https://github.com/Example-Org/my_letter.v2", "Example-Org/my_letter.v2"),
        ("https://github.com/example", ""),
        ("https://github.com/example/letter/tree/main", ""),
        ("http://github.com/example/letter", ""),
        ("https://github.com.evil.example/example/letter", ""),
        ("https://github.com@evil.example/example/letter", ""),
        ("https://github.com/example/letter?x=1", ""),
        ("https://git.example.org/example/letter", ""),
        ("", ""),
    ],
)
def test_repository(address: str, repository: str) -> None:
    assert repository_of(address) == repository


def test_link() -> None:
    assert issue_form_link("example/letter", "sign.yml") == (
        "https://github.com/example/letter/issues/new?template=sign.yml"
    )
    assert issue_form_link("example/letter", "sign.yml", "Firmar & más") == (
        "https://github.com/example/letter/issues/new?template=sign.yml&title=Firmar+%26+m%C3%A1s"
    )
