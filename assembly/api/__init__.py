"""The API of the portal: ``/api/v1/``."""
