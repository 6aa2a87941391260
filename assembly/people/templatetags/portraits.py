"""A person's photograph, or his initials."""

from django import template
from django.utils.html import format_html

from assembly.common.templatetags.portal import avatar
from assembly.people.models import Person
from assembly.people.portraits import portrait_address

register = template.Library()


@register.simple_tag
def portrait(person: Person) -> str:
    """Draw a person's photograph, or his initials where there is none; the name itself stands beside."""
    address = portrait_address(person)
    if not address:
        return avatar(person.short_name)
    return format_html('<img class="portrait" src="{}" alt="" width="96" height="96">', address)
