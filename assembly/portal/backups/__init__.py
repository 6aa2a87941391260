"""Backup and restore: the database, the kept files, and a manifest by which both are recognised."""
