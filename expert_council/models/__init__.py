"""The Scientific-Expert Council: its statute, who agreed to sit in it, its elections, its opinions."""

from expert_council.models.composition import Consent, Statute
from expert_council.models.elections import Candidacy, CandidatePoll, Election
from expert_council.models.opinions import OpinionAuthor, OpinionRequest

__all__ = [
    "Candidacy",
    "CandidatePoll",
    "Consent",
    "Election",
    "OpinionAuthor",
    "OpinionRequest",
    "Statute",
]
