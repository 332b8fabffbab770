"""GRID's sentences from their six-letter codes, and when each of their sounds is said (forced alignment)."""

from __future__ import annotations

import re

import numpy as np

from lestalk_studio.training.visemes import VISEME_INDEX, of_arpabet

_SLOTS = (
    {"b": "b ih n", "l": "l ey", "p": "p l ey s", "s": "s eh t"},
    {"b": "b l uw", "g": "g r iy n", "r": "r eh d", "w": "w ay t"},
    {"a": "ae t", "b": "b ay", "i": "ih n", "w": "w ih dh"},
    {
        **{"a": "ey", "b": "b iy", "c": "s iy", "d": "d iy", "e": "iy", "f": "eh f", "g": "jh iy"},
        **{"h": "ey ch", "i": "ay", "j": "jh ey", "k": "k ey", "l": "eh l", "m": "eh m", "n": "eh n"},
        **{"o": "ow", "p": "p iy", "q": "k y uw", "r": "aa r", "s": "eh s", "t": "t iy", "u": "y uw"},
        **{"v": "v iy", "x": "eh k s", "y": "w ay", "z": "z eh d"},
    },
    {
        **{"z": "z iy r ow", "1": "w ah n", "2": "t uw", "3": "th r iy", "4": "f ao r", "5": "f ay v"},
        **{"6": "s ih k s", "7": "s eh v ax n", "8": "ey t", "9": "n ay n"},
    },
    {"a": "ax g eh n", "n": "n aw", "p": "p l iy z", "s": "s uw n"},
)
"""bin/lay/place/set, blue/green/red/white, at/by/in/with, a letter, a digit, again/now/please/soon."""

_CODE = re.compile(r"_([blps][bgrw][abiw][a-vx-z][z1-9][anps])$")


def viseme_words(name: str) -> list[list[int]] | None:
    """Classes of each of the six words of a clip named ..._CODE; None for a name without a code."""
    found = _CODE.search(name)
    if not found:
        return None
    words = [slot[letter] for slot, letter in zip(_SLOTS, found.group(1), strict=True)]
    return [[VISEME_INDEX[v] for phone in word.split() for v in of_arpabet(phone)] for word in words]


def align(log_posterior: np.ndarray, words: list[list[int]], shortest: int = 2) -> np.ndarray:
    """(T,) class a frame: the best path through silence, the words in order, and silence (Viterbi).

    log_posterior: (T, classes). Between words silence may be left out; a sound lasts `shortest` frames or more.
    """
    silence = VISEME_INDEX["sil"]
    states = [(silence, False)]
    for word in words:
        for viseme in word:
            states += [(viseme, False)] * shortest
        states.append((silence, True))  # may be passed over
    states[-1] = (silence, False)
    classes = np.array([c for c, _ in states])
    optional = np.array([o for _, o in states])
    score = np.full(len(states), -np.inf)
    score[0] = log_posterior[0, silence]
    back = np.zeros((len(log_posterior), len(states)), np.int32)
    for t in range(1, len(log_posterior)):
        ways = np.stack([score, np.concatenate(([-np.inf], score[:-1])), np.full_like(score, -np.inf)])
        ways[2, 2:] = np.where(optional[1:-1], score[:-2], -np.inf)
        best = ways.argmax(axis=0)
        score = ways[best, np.arange(len(states))] + log_posterior[t, classes]
        back[t] = np.arange(len(states)) - best
    path = np.empty(len(log_posterior), np.int64)
    path[-1] = len(states) - 1
    for t in range(len(path) - 1, 0, -1):
        path[t - 1] = back[t, path[t]]
    return classes[path]
