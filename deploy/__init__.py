"""How the portal is set up and run: on one machine (local) and in production."""
