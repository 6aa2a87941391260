"""Decisions, addresses, considerations, instructions, assignments, reports."""

from assembly.decisions.models.assignments import Assignment, ExecutionReport
from assembly.decisions.models.decisions import AssemblyAddress, Consideration, Decision, Publication
from assembly.decisions.models.instructions import Instruction

__all__ = [
    "AssemblyAddress",
    "Assignment",
    "Consideration",
    "Decision",
    "ExecutionReport",
    "Instruction",
    "Publication",
]
