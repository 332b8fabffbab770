"""The project as pure data. No Qt, no torch."""
