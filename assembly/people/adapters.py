"""How allauth behaves here: no open registration, letters through the outbox."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class PortalAccountAdapter(DefaultAccountAdapter):
    """Nobody registers by himself: a person is invited."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  -- allauth's signature
        """Refuse: sign-in comes by invitation only."""
        return False

    def get_user_search_fields(self) -> list[str]:
        """Return what allauth may search users by."""
        return ["email"]

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """Do nothing: users have no names beside their address."""
