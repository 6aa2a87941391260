"""What was sent: letters, their fate, and sending anew what was not delivered."""

from collections.abc import Iterable

from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assembly.audit.selectors import history_of
from assembly.audit.services.access import log_access
from assembly.common.pieces import Chip
from assembly.common.sheets import asks_for_sheet, sheet_response
from assembly.common.views import act
from assembly.outbox.kinds import KINDS
from assembly.outbox.models import OutboxMessage, OutboxState
from assembly.outbox.services.letters import MASK, as_seen
from assembly.people.doors import SignedInRequest, needs_right
from assembly.people.forms import MessageFilter
from assembly.people.permissions import SEND_AGAIN, VIEW_MESSAGES
from assembly.people.rights import has_right
from assembly.people.selectors import names_of_persons
from assembly.people.services.messages import send_message_again
from assembly.people.views.saved_views import opens_with_saved_view

PAGE = 50
MOST_ROWS = 10_000
Line = tuple[OutboxMessage, str, str, Chip]
LOOKS = {
    OutboxState.WAITING: ("info", "clock"),
    OutboxState.SENT: ("ok", "check"),
    OutboxState.DEAD: ("bad", "mail-x"),
    OutboxState.DROPPED: ("", "mail-minus"),
}


def state_chip(message: OutboxMessage) -> Chip:
    """Return where a message stands, in a word."""
    kind, icon = LOOKS[OutboxState(message.state)]
    return Chip(kind, icon, OutboxState(message.state).label)


def label_of(kind: str) -> str:
    """Return the name of a kind of letters; its code when no room registers it any more."""
    return str(KINDS[kind].label) if kind in KINDS else kind


@opens_with_saved_view
@needs_right(VIEW_MESSAGES)
def message_list(request: SignedInRequest) -> HttpResponse:
    """List messages, the newest first; ``?format=xlsx`` gives the same rows as a sheet."""
    kinds = sorted(((name, kind.label) for name, kind in KINDS.items()), key=lambda pair: str(pair[1]))
    form = MessageFilter(request.GET, kinds=kinds, states=OutboxState.choices)
    found = OutboxMessage.objects.all()
    if form.is_valid():
        values = form.cleaned_data
        found = found.to_address_like(values["q"]) if values["q"] else found
        found = found.filter(kind=values["kind"]) if values["kind"] else found
        found = found.filter(state=values["state"]) if values["state"] else found
    log_access(viewer=request.user, subject="messages", page=request.path, at=timezone.now())
    if asks_for_sheet(request):
        return _sheet(_lines(found[:MOST_ROWS]))
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = _lines(page)
    context = {"form": form, "page": page, "rows": rows, "dead": OutboxMessage.objects.dead().count()}
    return render(request, "outbox/message_list.html", context)


def _lines(messages: Iterable[OutboxMessage]) -> list[Line]:
    """Return messages with the words of their rows; the names of all recipients come in one query."""
    found = list(messages)
    names = names_of_persons(message.recipient_id for message in found)
    return [
        (message, label_of(message.kind), names.get(message.recipient_id or 0, ""), state_chip(message))
        for message in found
    ]


def _sheet(lines: list[Line]) -> HttpResponse:
    return sheet_response(
        file_name="letters",
        title=_("What was sent"),
        headings=[_("Letter"), _("To whom"), _("E-mail address"), _("Written"), _("State")],
        rows=[
            (kind, name, message.address, message.created_at, chip.word)
            for message, kind, name, chip in lines
        ],
    )


@needs_right(VIEW_MESSAGES)
def message_show(request: SignedInRequest, message_id: int) -> HttpResponse:
    """Show one message: what became of it, and its words with the secrets masked."""
    message = get_object_or_404(OutboxMessage, pk=message_id)
    now = timezone.now()
    try:
        letter = as_seen(message)
    except (ObjectDoesNotExist, LookupError):
        letter = None
    log_access(viewer=request.user, subject=f"message:{message.pk}", page=request.path, at=now)
    context = {
        "message": message,
        "kind": label_of(message.kind),
        "name": names_of_persons([message.recipient_id]).get(message.recipient_id or 0, ""),
        "chip": state_chip(message),
        "letter": letter,
        "entries": history_of(f"message:{message.pk}"),
        "has_secret": letter is not None and MASK in letter.body,
        "may_send_again": message.state == OutboxState.DEAD
        and has_right(request.user, SEND_AGAIN, on=timezone.localdate(now)),
    }
    return render(request, "outbox/message_show.html", context)


@needs_right(SEND_AGAIN)
@act(to="outbox:message_show", done=_("The letter waits to be sent."))
def message_send_again(request: SignedInRequest, *, message_id: int) -> None:
    """Give an undelivered message a new life."""
    message = get_object_or_404(OutboxMessage, pk=message_id)
    send_message_again(message_id=message.pk, actor=request.user, at=timezone.now())
