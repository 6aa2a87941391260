"""Open data: decisions, addresses, how they were voted, what became of them."""
