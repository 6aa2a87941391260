"""Quorum and majority of a regional assembly. Pure: no act known to the portal sets them.

The Law says that the session is the supreme body of a regional assembly (art. 14), the Regulation that the assembly
is accountable (п. 18); neither names a quorum or a majority. What stands here is the portal's default, shown as such.
"""

from assembly.law.acts import not_by_law
from assembly.law.thresholds import Comparison, Threshold

QUORUM_KEY, MAJORITY_KEY = "regions.quorum", "regions.majority"
# By analogy with the Session of the Assembly; of all members of the regional assembly.
QUORUM_DEFAULT = (Threshold(2, 3, Comparison.AT_LEAST, not_by_law(QUORUM_KEY)),)
# Of those present.
MAJORITY_DEFAULT = (Threshold(1, 2, Comparison.MORE_THAN, not_by_law(MAJORITY_KEY)),)
