"""The timeline: pure geometry, hit-testing and snapping; painting; one class a mouse gesture; the widgets."""
