"""Laying papers out as PDF: WeasyPrint with the portal's own fonts and nothing from the network."""
