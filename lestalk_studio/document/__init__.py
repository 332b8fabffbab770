"""The project as pure data: tracks of keyframes, presets, storage and recovery. No Qt, no torch."""
