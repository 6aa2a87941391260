"""What the views of the room share."""

from django.http import HttpRequest

from assembly.people.models import User


def signed_in(request: HttpRequest) -> User:
    """Return who is signed in; nobody else passes the middleware."""
    assert isinstance(request.user, User), "pages of the room are for those who are signed in"
    return request.user
