"""Quorum and majority of commissions and working groups: set by no law, settings with a default. Pure."""

from assembly.law.acts import not_by_law
from assembly.law.thresholds import Comparison, Threshold

COMMISSION_QUORUM_KEY, COMMISSION_MAJORITY_KEY = (
    "formations.commission_quorum",
    "formations.commission_majority",
)
GROUP_QUORUM_KEY, GROUP_MAJORITY_KEY = "formations.group_quorum", "formations.group_majority"
COMMISSION_QUORUM = (Threshold(1, 2, Comparison.MORE_THAN, not_by_law(COMMISSION_QUORUM_KEY)),)
COMMISSION_MAJORITY = (Threshold(1, 2, Comparison.MORE_THAN, not_by_law(COMMISSION_MAJORITY_KEY)),)
GROUP_QUORUM = (Threshold(1, 2, Comparison.MORE_THAN, not_by_law(GROUP_QUORUM_KEY)),)
GROUP_MAJORITY = (Threshold(1, 2, Comparison.MORE_THAN, not_by_law(GROUP_MAJORITY_KEY)),)
