"""Faces: the 3DMM head, landmark detection, identity fit, video tracking."""
