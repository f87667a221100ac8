import pytest

from tests.factories import stories_page


@pytest.fixture
def place(starter_library, db, settings, tmp_path):
    """The English stories page; files go to a folder of the test."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return stories_page()
