"""Saving a view of a list, choosing the one that a page opens with, removing one."""

from datetime import datetime

from django.db import transaction
from django.http import QueryDict

from assembly.audit.services.chain import record
from assembly.common.clock import day_of
from assembly.common.navigation import address_of
from assembly.people.models import SavedView, User
from assembly.people.models.saved_views import plain_query
from assembly.people.permissions import SHARE_VIEW
from assembly.people.refusals import TooManyViews, ViewNameMissing, ViewNameTaken, ViewPageUnknown
from assembly.people.rights import require_right

MOST_VIEWS = 30


@transaction.atomic
def save_view(
    *, page: str, name: str, query: str, is_shared: bool = False, actor: User, at: datetime
) -> SavedView:
    """Keep the filter and the order of a list under a name.

    Args:
        page: name of the list's address; it takes no arguments.
        name: how the view is called; one owner has it once on a page.
        query: what stands behind the question mark of the list's address.
        is_shared: whether the whole Secretariat sees it; needs ``people.share_view``.
        actor: the owner.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not share views.
        ViewPageUnknown: there is no such list.
        ViewNameMissing: the name is empty.
        ViewNameTaken: he has a view of this name on the page.
        TooManyViews: he has as many views as one may keep.
    """
    User.objects.select_for_update(of=("self",)).get(pk=actor.pk)
    if is_shared:
        require_right(actor, SHARE_VIEW, on=day_of(at))
    if not address_of(page):
        raise ViewPageUnknown
    called = " ".join(name.split())[:80]
    if not called:
        raise ViewNameMissing(field="name")
    mine = SavedView.objects.filter(owner=actor)
    if mine.filter(page=page, name=called).exists():
        raise ViewNameTaken(field="name", name=called)
    if mine.count() >= MOST_VIEWS:
        raise TooManyViews(most=MOST_VIEWS)

    view = SavedView.objects.create(
        owner=actor, page=page, name=called, query=plain_query(QueryDict(query)), is_shared=is_shared
    )

    record(stream=f"user:{actor.pk}", kind="people.view_saved", actor=actor, at=at,
           payload={"view": view.pk, "page": page, "shared": is_shared})  # fmt: skip
    return view


@transaction.atomic
def open_with_view(*, view_id: int, actor: User, at: datetime) -> SavedView:
    """Let a page open with one of one's views; a second call lets it open without.

    Args:
        view_id: the view; it belongs to ``actor``.
        actor: the owner.
        at: the moment, timezone-aware.

    Raises:
        SavedView.DoesNotExist: it is not his.
    """
    User.objects.select_for_update(of=("self",)).get(pk=actor.pk)
    view = SavedView.objects.get(pk=view_id, owner=actor)
    is_default = not view.is_default
    SavedView.objects.filter(owner=actor, page=view.page, is_default=True).update(is_default=False)
    view.is_default = is_default
    view.save(update_fields=["is_default"])

    record(stream=f"user:{actor.pk}", kind="people.view_opened_with", actor=actor, at=at,
           payload={"view": view.pk, "page": view.page, "default": is_default})  # fmt: skip
    return view


@transaction.atomic
def remove_view(*, view_id: int, actor: User, at: datetime) -> str:
    """Remove one of one's views; returns the name of its list.

    Args:
        view_id: the view; it belongs to ``actor``.
        actor: the owner.
        at: the moment, timezone-aware.

    Raises:
        SavedView.DoesNotExist: it is not his, or is removed already.
    """
    User.objects.select_for_update(of=("self",)).get(pk=actor.pk)
    view = SavedView.objects.get(pk=view_id, owner=actor)
    page, number = view.page, view.pk
    view.delete()

    record(stream=f"user:{actor.pk}", kind="people.view_removed", actor=actor, at=at,
           payload={"view": number, "page": page})  # fmt: skip
    return page
