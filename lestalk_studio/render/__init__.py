"""The portrait renderer and its rasterisers."""
