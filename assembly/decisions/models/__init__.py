"""Decisions, addresses, considerations, assignments, reports."""

from assembly.decisions.models.assignments import Assignment, ExecutionReport
from assembly.decisions.models.decisions import AssemblyAddress, Consideration, Decision, Publication

__all__ = ["AssemblyAddress", "Assignment", "Consideration", "Decision", "ExecutionReport", "Publication"]
