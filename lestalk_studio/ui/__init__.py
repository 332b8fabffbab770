"""Windows, docks, timeline."""
