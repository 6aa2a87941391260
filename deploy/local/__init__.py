"""The portal on one machine: its own database and queue, one supervisor, one door for the tests."""
