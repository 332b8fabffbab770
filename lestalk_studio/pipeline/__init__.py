"""From performance and edits to frames, pictures and videos. No widgets."""
