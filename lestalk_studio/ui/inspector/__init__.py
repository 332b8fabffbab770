"""The inspector: the values of the frame at the playhead, as sliders."""
