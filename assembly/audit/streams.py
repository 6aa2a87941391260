"""Names of streams: whose history an event belongs to."""

from django.db import models


def stream_of(subject: models.Model | str) -> str:
    """Return the name of the stream of a record: ``poll:5``."""
    if isinstance(subject, str):
        return subject
    return f"{subject._meta.model_name}:{subject.pk}"
