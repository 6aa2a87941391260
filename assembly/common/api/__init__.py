"""What the APIs of all rooms are made of: one manner of answering, paging, refusing.

Every room keeps the API of its own models; ``assembly.api`` gives them addresses.
"""
