import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _in_kazakh():
    """Begin in Kazakh: the language of the last page that a test read stays with the thread."""
    with translation.override("kk"):
        yield
