"""Forms of all kinds: who is taken into the list, with what, and what an editor is told."""

from __future__ import annotations

from typing import Any

import pytest

from campaign.site.checking import check_folder
from tests.example import CAMPAIGN, configuration, put
from tests.golden import cases
from tests.importer.desk import GROUPS, ImportDesk


@pytest.mark.parametrize("case", cases("import_rows"))
def test_rows(case: dict[str, Any], desk: ImportDesk) -> None:
    desk.text = case.get("before", desk.text)
    before, files = desk.text, desk.files()
    if "public" in case:
        told = configuration(CAMPAIGN | {"groups": GROUPS, "may_be_published": case["public"]})
        put(desk.root / "mkdocs.yml", told)
    form = desk.file(case["text"], case.get("file", "signers.csv"))
    result = desk.imports(form, "--yes", *case.get("options", ()), code=case.get("code", 0))
    assert desk.text == case.get("list", before)
    for said in case.get("says", ()):
        assert said in result.output
    assert not [word for word in case.get("never", ()) if word in result.output]
    if "list" not in case:
        assert desk.files() == files
        return
    # What is remembered is in order, and the next import asks nothing and adds nobody.
    assert list(check_folder(desk.root / "mkdocs.yml")) == []
    assert " 0 added" in desk.run("import", form).stdout
    assert desk.text == case["list"]
