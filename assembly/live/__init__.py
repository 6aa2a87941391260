"""The live process: tells open pages that their sitting has changed, over one connection a browser (SSE)."""
