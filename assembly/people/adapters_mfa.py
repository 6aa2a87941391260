"""How allauth's second factor behaves here: secrets are sealed, the code image is our own."""

import base64
import io
from typing import Any, ClassVar

import segno
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assembly.people.keys import seal, unseal

INK = "#10243E"
PURPOSE = "user.second_factor"
WRONG_CODE = _("The code is wrong or was used already. Wait for the next one and type it.")


class PortalMFAAdapter(DefaultMFAAdapter):
    """Words, names and sealing of second factors."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "cannot_generate_recovery_codes": _("Set up the application or a passkey first."),
    }

    def encrypt(self, text: str) -> str:
        """Seal a secret before it is written: the key's identifier, a colon, the sealed bytes."""
        key_id, sealed = seal(text.encode(), purpose=PURPOSE)
        return f"{key_id}:{base64.b64encode(sealed).decode()}"

    def decrypt(self, encrypted_text: str) -> str:
        """Open a sealed secret."""
        key_id, _colon, sealed = encrypted_text.partition(":")
        return unseal(base64.b64decode(sealed), key_id=key_id, purpose=PURPOSE).decode()

    def get_totp_issuer(self) -> str:
        """Return the name that stands in the application beside the codes."""
        return gettext("Assembly of People of Kazakhstan")

    def build_totp_svg(self, url: str) -> str:
        """Draw the code that a telephone reads."""
        drawn = io.BytesIO()
        code = segno.make(url, error="m", micro=False)
        code.save(drawn, kind="svg", xmldecl=False, border=2, dark=INK, light="#FFFFFF", scale=4)
        return drawn.getvalue().decode()

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:  # noqa: A002 -- allauth's signature
        """Return the name of a new passkey: the device, as its browser tells it."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Passkey %(number)s") % {"number": number}

    def _get_site_name(self) -> str:
        return gettext("Assembly of People of Kazakhstan")
