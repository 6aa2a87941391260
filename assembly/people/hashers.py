"""How passwords are hashed."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class PortalArgon2Hasher(Argon2PasswordHasher):
    """Argon2id at 19 MiB, two passes, one lane (OWASP's first recommendation).

    Hundreds of members sign in within minutes before a sitting: Django's default cost would keep
    two cores busy for a minute and a half, this one for seconds.
    """

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
