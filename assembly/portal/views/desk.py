"""The first page after signing in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.portal.selectors.desk import desk_page


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Show what waits for the person who is signed in."""
    on = timezone.localdate()
    return render(request, "portal/desk.html", {"desk": desk_page(request.user, on=on), "today": on})  # type: ignore[arg-type]  # signed in, by the middleware
