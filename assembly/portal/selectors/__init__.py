"""What the pages of the room show, gathered from the floors below."""
