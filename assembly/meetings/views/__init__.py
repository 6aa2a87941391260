"""Pages of sittings: registration for staff, the sitting for members, agenda, minutes."""
