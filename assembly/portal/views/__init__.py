"""Pages of the room: the public face, the law, the desk, the search."""
