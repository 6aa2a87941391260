"""``{% load saved_views %}{% saved_views %}``: the reader's views of the list he looks at."""

from typing import Any

from django import template
from django.utils import timezone

from assembly.people.models.saved_views import plain_query
from assembly.people.permissions import SHARE_VIEW
from assembly.people.rights import has_right
from assembly.people.selectors import saved_views_for

register = template.Library()


@register.inclusion_tag("people/saved_views.html", takes_context=True)
def saved_views(context: template.Context) -> dict[str, Any]:
    """Draw the saved views of this list with the form that saves one more; for any list of the house."""
    request = context["request"]
    on = timezone.localdate()
    page = request.resolver_match.view_name
    views = saved_views_for(request.user, page, on=on)
    rows = [(view, view.owner_id == request.user.pk, view.is_of(request.GET)) for view in views]
    return {
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "rows": rows,
        "mine": [view for view, is_mine, _is_current in rows if is_mine],
        "page": page,
        "query": plain_query(request.GET),
        "can_share": has_right(request.user, SHARE_VIEW, on=on),
        "list_url": request.path,
    }
