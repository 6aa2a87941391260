"""Second factors of the invented persons: one key for all, known to everybody who reads this.

The demonstration asks for the second step as the portal does, and shows the code that a telephone would
show. Outside DEMO nobody has this key: it comes with the demonstration's own persons.
"""

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt, encrypt
from django.core.cache import cache

from assembly.people.models import Person, User
from assembly.people.second_factor import used_name

SECRET = "KELISIM2KELISIM2KELISIM2KELISIM2"  # noqa: S105  -- demonstration only; DEMO=1 binds to loopback


def give_applications(persons: list[Person]) -> None:
    """Set up the application of invented persons, as if each had done it at his first sign-in."""
    Authenticator.objects.bulk_create(
        Authenticator(user_id=person.user_id, type=Authenticator.Type.TOTP, data={"secret": encrypt(SECRET)})
        for person in persons
    )


def code_now(user: User) -> str:
    """Return a code that opens the portal for an invented person now; empty when he has no such key.

    A code counts once: while the present one is used already, a neighbour that the clock allows is shown.
    """
    application = Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).first()
    if application is None or decrypt(application.data["secret"]) != SECRET:
        return ""
    counters = list(yield_hotp_counters_from_time())
    middle = len(counters) // 2
    codes = [
        format_hotp_value(hotp_value(SECRET, counters[place]))
        for place in sorted(range(len(counters)), key=lambda place: (abs(place - middle), -place))
    ]
    return next((code for code in codes if not cache.get(used_name(user.pk, code))), codes[0])
