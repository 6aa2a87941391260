"""``{% load audit %}{% history poll %}``: what happened to an object, as a timeline."""

from typing import Any

from django import template

from assembly.audit.selectors import history_of

register = template.Library()


@register.inclusion_tag("components/timeline.html")
def history(subject: Any) -> dict[str, Any]:
    """Draw the history of a record (or of a stream named ``poll:5``) out of its chain of events."""
    return {"entries": history_of(subject), "look": ""}
