"""The campaign into which tests import."""

from pathlib import Path

import pytest

from tests.importer.desk import ImportDesk


@pytest.fixture
def desk(tmp_path: Path) -> ImportDesk:
    """Make a campaign with one signatory who is in none of the files."""
    return ImportDesk(tmp_path)
