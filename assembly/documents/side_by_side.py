"""Two versions of a document as a page shows them: each language with the names of both sides."""

from typing import Any

from django.utils.translation import gettext as _

from assembly.common.names import EN
from assembly.documents.comparing import compare
from assembly.documents.models import Version

LANGUAGE_NAMES = {"kk": "Қазақша", "ru": "Русский", "en": "English"}


def comparison_of(older: Version, newer: Version) -> dict[str, Any]:
    """Return what ``documents/comparison.html`` needs: the rows in each language, the names of both sides."""
    languages = [code for code in LANGUAGE_NAMES if code != EN or older.text_en or newer.text_en]
    return {
        "comparisons": [
            (code, LANGUAGE_NAMES[code], compare(older.text(code), newer.text(code))) for code in languages
        ],
        "from_word": _("Version %(number)s") % {"number": older.number},
        "to_word": _("Version %(number)s") % {"number": newer.number},
    }
