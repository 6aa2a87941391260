"""Saved views of lists: a filter and an order that somebody comes back to."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.http import QueryDict
from django.urls import NoReverseMatch, reverse

LONGEST_QUERY = 1_000


class SavedView(models.Model):
    """A list with a query, under a name: one's own, or shared with the Secretariat.

    ``page`` is the name of the list's address; ``query`` is what stands behind its question mark, so a
    view needs no code in the list itself. An owner has at most one view that a page opens with.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views")
    page = models.CharField(max_length=80)
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=LONGEST_QUERY, blank=True)
    is_shared = models.BooleanField(default=False)
    is_default = models.BooleanField(default=False)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "page", "name"], name="saved_view_has_one_name_of_its_owner"
            ),
            models.UniqueConstraint(
                fields=["owner", "page"], condition=Q(is_default=True), name="page_opens_with_one_view"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        """Return the address of the list with this view; empty when the list exists no more."""
        try:
            return f"{reverse(self.page)}?{self.query}"
        except NoReverseMatch:
            return ""

    def is_of(self, query: QueryDict) -> bool:
        """Say whether the reader looks at exactly this view, whichever page of it."""
        return self.query == plain_query(query)


def plain_query(query: QueryDict) -> str:
    """Return the filter and the order of a list, without the page, in one spelling."""
    kept = QueryDict(mutable=True)
    for name in sorted(query):
        values = [value for value in query.getlist(name) if value]
        if values and name not in {"page", "view"}:
            kept.setlist(name, values)
    return kept.urlencode()[:LONGEST_QUERY]
