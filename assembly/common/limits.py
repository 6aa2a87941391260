"""Limits of how often something may be asked: whole windows counted in the cache, one step each."""

from dataclasses import dataclass
from time import time as now

from django.core.cache import cache


@dataclass(frozen=True, slots=True)
class Limit:
    """So many times in a window.

    Args:
        name: what is limited; a part of the key.
        amount: how many times.
        seconds: length of the window.
    """

    name: str
    amount: int
    seconds: int

    def is_kept_by(self, who: str) -> bool:
        """Count one more time for ``who`` and say whether it is still within the limit.

        The counter is one atomic step of the cache, so requests side by side are all counted.
        """
        window = int(now()) // self.seconds
        key = f"limit:{self.name}:{window}:{who}"
        cache.add(key, 0, timeout=2 * self.seconds)
        try:
            return int(cache.incr(key)) <= self.amount
        except ValueError:
            # The window ended between the two steps.
            return True
