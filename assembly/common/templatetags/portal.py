"""The pieces of the interface as template tags: ``{% load portal %}``.

Small pieces are written here; larger ones are templates in ``templates/components/``.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import lucide
from django import template
from django.conf import settings
from django.core.paginator import Page
from django.forms import BoundField
from django.http import QueryDict
from django.template.defaultfilters import stringfilter
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from assembly.common import names, typography
from assembly.common.curve import PresenceCurve
from assembly.common.errors import DomainError
from assembly.common.field_view import FieldView
from assembly.common.navigation import address_of
from assembly.common.pieces import Chip, Deadline, Tile, TimelineEntry, WorkStep
from assembly.common.rule_line import RuleLine, share_words
from assembly.law.acts import REGULATION, ref_of
from assembly.law.refs import LegalRef
from assembly.law.thresholds import Threshold

register = template.Library()

Rows = Sequence[tuple[Any, Any]]
MESSAGE_LOOKS = {
    "error": ("note-bad", "circle-alert", "alert"),
    "warning": ("note-warn", "triangle-alert", "alert"),
    "success": ("note-ok", "circle-check", "status"),
}
METER_ORDER = ("ok", "info", "warn", "bad", "calm")


@lru_cache(maxsize=512)
def _icon(name: str) -> SafeString:
    drawing = lucide._render_icon(name, 24, **{"class": "icon", "aria-hidden": "true", "focusable": "false"})  # noqa: SLF001 -- the package's tag calls it too
    return mark_safe(drawing)  # noqa: S308 -- a drawing out of the package


@register.simple_tag
def icon(name: str) -> str:
    """Draw a Lucide icon; a word always stands beside it, so it is hidden from screen readers."""
    return _icon(str(name)) if name else ""


@register.simple_tag
def chip(kind: str | Chip | tuple[str, str, str], icon_name: str = "", word: Any = "") -> str:
    """Draw a state: ``{% chip "ok" "check" word %}``, or one :class:`Chip` (or a tuple of three)."""
    if isinstance(kind, Chip):
        state = (kind.kind, kind.icon, kind.word)
    else:
        state = kind if isinstance(kind, tuple) else (kind, icon_name, word)
    look = f"chip chip-{state[0]}" if state[0] else "chip"
    return format_html('<span class="{}">{}{}</span>', look, icon(state[1]), state[2])


@register.simple_tag
def key(kind: str, word: Any, number: int | str) -> str:
    """Draw one entry of a legend: the mark, the word, the number."""
    return format_html(
        '<li><span class="key key-{}"></span>{} <b class="num">{}</b></li>', kind, word, number
    )


@register.simple_tag
def avatar(name: str) -> str:
    """Draw a person's initials; the name itself stands beside them."""
    parts = [part for part in str(name).split() if part[0].isalpha()]
    letters = "".join(part[0] for part in parts[:2]).upper()
    return format_html('<span class="avatar" aria-hidden="true">{}</span>', letters)


# -- the law ---------------------------------------------------------------------------------------


@register.filter
def law_anchor(ref: LegalRef) -> str:
    """Return the name of a paragraph's place on the page of the law."""
    return ref.anchor if ref.act.code == REGULATION.code else f"{ref.act.code}-{ref.anchor}"


@register.simple_tag
def legal_ref(ref: LegalRef | str | None, link: bool = True) -> str:  # noqa: FBT001, FBT002 -- read in templates as link=False
    """Name a paragraph in the reader's language, with a dotted line that leads to its text.

    ``ref`` may be the code kept in a record; nothing is drawn for a missing one.
    """
    if not ref:
        return ""
    found = ref_of(ref) if isinstance(ref, str) else ref
    words = found.cite(names.language_now())
    if not found.act.is_law:
        return words  # a sentence, which may wrap
    if not link:
        return format_html('<span class="nowrap">{}</span>', words)
    page = address_of("portal:law") or f"/{names.language_now()}/law/"
    return format_html('<a class="law" href="{}#{}">{}</a>', page, law_anchor(found), words)


@register.simple_tag
def share(threshold: Threshold) -> str:
    """Say a share in words: “at least 2/3”, “more than half”."""
    return share_words(threshold)


@register.simple_tag
def refusal_text(refusal: DomainError) -> str:
    """Say why something was refused, in the reader's language."""
    return refusal.message()


# -- text and addresses ----------------------------------------------------------------------------


@register.filter(is_safe=True)
@stringfilter
def typo(text: str) -> str:
    """Keep together what must not be torn apart: № 35/3, initials, dates, the dash."""
    return typography.typeset(text)


@register.filter
def roman(number: int) -> str:
    """Write the number of a Session: XXXVI."""
    return names.roman(int(number))


@register.simple_tag
def percent(part: int, whole: int) -> str:
    """Give the width of a part for a drawing: ``66.72%``."""
    return f"{typography.share_of(int(part), int(whole))}%"


@register.simple_tag
def in_language(record: Any, field: str) -> str:
    """Return a record's name in the reader's language: ``{% in_language body "name" %}``."""
    return names.in_language(record, field)


@register.simple_tag
def route(url_name: str, *args: Any, **kwargs: Any) -> str:
    """Return an address like ``{% url %}``, but an empty string when there is no such page."""
    return address_of(url_name, *args, **kwargs)


@register.simple_tag
def home() -> str:
    """Return the home page in the reader's language; pages of errors rely on nothing but the path."""
    return f"/{names.language_now()}/"


@register.simple_tag(takes_context=True)
def query_replace(context: template.Context, **changes: Any) -> str:
    """Return the query of this page with some parameters changed; an empty value removes one."""
    request = context.get("request")
    query = request.GET.copy() if request else QueryDict(mutable=True)
    for name, value in changes.items():
        if value in {"", None}:
            query.pop(name, None)
        else:
            query[name] = value
    return f"?{query.urlencode()}"


# -- pieces drawn by templates ---------------------------------------------------------------------


@register.inclusion_tag("components/demo.html")
def demo_banner() -> dict[str, Any]:
    """Say on every page that its persons are invented; reads the settings, since error pages have no context."""
    return {"demo": settings.DEMO}


@register.inclusion_tag("components/message.html")
def message_note(message: Any) -> dict[str, Any]:
    """Draw one message of Django's as a note; a refusal is announced at once."""
    look, sign, role = MESSAGE_LOOKS.get(message.level_tag, ("", "info", "status"))
    return {"look": look, "sign": sign, "role": role, "text": message}


@register.inclusion_tag("components/rule_line.html")
def rule_line(now: int, of: int, need: int | None = None, **options: Any) -> dict[str, Any]:
    """Draw a number beside what the law asks for; the options are those of :class:`RuleLine`."""
    return {"line": RuleLine(now=now, of=of, need=need, **options)}


@register.inclusion_tag("components/meter.html")
def meter(total: int, label: Any, look: str = "", **parts: int) -> dict[str, Any]:
    """Draw parts of a whole: ``{% meter 64 label ok=41 info=20 bad=3 %}``."""
    bars, start = [], 0
    for kind in METER_ORDER:
        if value := parts.get(kind, 0):
            bars.append((kind, typography.share_of(start, total), typography.share_of(value, total)))
            start += value
    return {"bars": bars, "label": label, "look": look}


@register.inclusion_tag("components/timeline.html")
def timeline(entries: Sequence[TimelineEntry], look: str = "") -> dict[str, Any]:
    """Draw who did what, when and by which paragraph."""
    return {"entries": entries, "look": look}


@register.inclusion_tag("components/deadline.html")
def deadline(term: Deadline, in_flow: bool = False, is_open: bool = False) -> dict[str, Any]:  # noqa: FBT001, FBT002 -- named in templates
    """Draw a day with its distance; a click shows how it was computed."""
    return {"term": term, "in_flow": in_flow, "is_open": is_open, "week": _("Mo Tu We Th Fr Sa Su").split()}


@register.inclusion_tag("components/refusal.html")
def refusal(error: DomainError, next_url: str = "", next_word: Any = "") -> dict[str, Any]:
    """Draw a refusal: what is missing, why, what to do, and where."""
    return {"error": error, "next_url": next_url, "next_word": next_word}


@register.simple_block_tag(takes_context=True)
def confirmation(  # noqa: PLR0917 -- named in templates
    context: template.Context,
    content: str,
    title: Any,
    act: Any,
    url: str = "",
    rows: Rows = (),
    sign: str = "check",
    legal: LegalRef | None = None,
    back: str = "",
    target: str = "",
    is_final: bool = False,  # noqa: FBT001, FBT002
) -> str:
    """Draw the panel that says what an act will do, with the form that does it.

    Between the tags stand the form's own fields. ``rows`` are pairs of a word and a value;
    ``is_final`` adds that the act cannot be undone; ``target`` lets htmx swap the answer in place.
    """
    values = {
        "content": content, "title": title, "act": act, "url": url, "rows": rows, "sign": sign, "legal": legal,
        "back": back, "target": target, "is_final": is_final,
    }  # fmt: skip
    return _drawn(context, "components/confirmation.html", values)


@register.simple_block_tag(takes_context=True)
def table_box(context: template.Context, content: str, label: Any) -> str:
    """Wrap a table so that it scrolls inside its box and can be reached by the keyboard."""
    return _drawn(context, "components/table_box.html", {"content": content, "label": label})


@register.inclusion_tag("components/empty.html")
def empty_state(text: Any, url: str = "", word: Any = "") -> dict[str, Any]:
    """Say in one sentence that there is nothing, and offer the next step."""
    return {"text": text, "url": url, "word": word}


@register.inclusion_tag("components/work.html")
def work(done: int, total: int, steps: Sequence[WorkStep], label: Any = "") -> dict[str, Any]:
    """Draw how far long work has come."""
    return {"done": done, "total": total, "steps": steps, "label": label or _("How far the work has come")}


@register.inclusion_tag("components/todo.html")
def todo(item: Any) -> dict[str, Any]:
    """Draw a line of the desk: icon, title, reason, chip, one button."""
    return {"item": item}


@register.inclusion_tag("components/date_leaf.html")
def date_leaf(day: Any) -> dict[str, Any]:
    """Draw a day as a leaf of a calendar; the full date stands beside it in words."""
    return {"day": day}


@register.inclusion_tag("components/tilemap.html")
def tilemap(tiles: Sequence[Tile], label: Any) -> dict[str, Any]:
    """Draw the twenty regions; the same numbers stand in a table."""
    return {"tiles": tiles, "label": label}


@register.inclusion_tag("components/curve.html")
def curve(presence: PresenceCurve) -> dict[str, Any]:
    """Draw presence over time with the threshold and the gaps; a table of the page holds the numbers."""
    return {"curve": presence}


@register.inclusion_tag("components/field.html")
def field(bound: BoundField, label: Any = "") -> dict[str, Any]:
    """Draw a form's field: label, hint, what is wrong with it, the control, tied together for all readers."""
    return {"view": FieldView(bound, label)}


@register.inclusion_tag("components/form_errors.html")
def form_errors(form: Any) -> dict[str, Any]:
    """Draw what is wrong with a form as a whole."""
    return {"errors": form.non_field_errors()}


@register.inclusion_tag("components/pager.html", takes_context=True)
def pager(context: template.Context, page: Page) -> dict[str, Any]:
    """Draw the links between the pages of a list; other parameters of the address stay."""
    pages = [
        (number, query_replace(context, page=number) if isinstance(number, int) else "")
        for number in page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    ]
    following = query_replace(context, page=page.next_page_number()) if page.has_next() else ""
    previous = query_replace(context, page=page.previous_page_number()) if page.has_previous() else ""
    return {"page": page, "pages": pages, "following": following, "previous": previous}


@register.inclusion_tag("components/sort_link.html", takes_context=True)
def sort_link(context: template.Context, name: str, label: Any) -> dict[str, Any]:
    """Draw a column's heading that sorts by it; a second click turns the order round."""
    chosen = context["request"].GET.get("sort", "")
    turned = f"-{name}" if chosen == name else name
    sign = {name: "arrow-up", f"-{name}": "arrow-down"}.get(chosen, "chevrons-up-down")
    return {"url": query_replace(context, sort=turned, page=""), "sign": sign, "label": label}


def _drawn(context: template.Context, name: str, values: dict[str, Any]) -> str:
    page = context.template
    assert page is not None, "a tag is drawn only within a page"
    with context.push(**values):
        return page.engine.get_template(name).render(context)
