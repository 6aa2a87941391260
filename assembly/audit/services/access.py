"""Who looked at personal data."""

from datetime import datetime
from typing import Any

from django.db import models

from assembly.audit.models import AccessLog
from assembly.audit.streams import stream_of


def log_access(*, viewer: Any, subject: models.Model | str, page: str, at: datetime) -> AccessLog:
    """Write that ``viewer`` was shown personal data: the one write that a GET may do.

    Args:
        viewer: the user who looks.
        subject: whose data: a record, or the name of a list (``persons``).
        page: the path of the page, without its query: what was searched for is itself personal.
        at: the moment, timezone-aware.
    """
    return AccessLog.objects.create(viewer_id=viewer.pk, subject=stream_of(subject), page=page[:200], at=at)
