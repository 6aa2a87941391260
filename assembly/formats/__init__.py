"""Dates and numbers as the portal writes them in each language."""
