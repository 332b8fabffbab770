"""The second part of `train-intensity`: how strongly somebody speaks, from what a few seconds are like as a whole.

It is calibrated on what it says of voices that it did not hear: three times it is trained without a third of the
voices, and asked about those. None of the voices by which evaluate measures is among them.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import torch
from torch.nn import functional

from lestalk_studio.audio.activity import speech_activity
from lestalk_studio.audio.effort import raw_effort
from lestalk_studio.audio.features import extract, pitch_track
from lestalk_studio.nets.audio_to_intensity import HAND_SHARE, Scale, levelled
from lestalk_studio.nets.intensity_input import HIGHEST_HZ, intensity_input
from lestalk_studio.nets.voice_network import VoiceNetwork
from lestalk_studio.nets.voice_profile import WINDOW, padded, voice_profile
from lestalk_studio.training.effort_recordings import Said
from lestalk_studio.training.effort_voices import level_of
from lestalk_studio.training.intensity_data import elsewhere
from lestalk_studio.training.loop import device, train_averaged

log = logging.getLogger(__name__)

STEPS, BATCH, FOLDS = 1000, 96, 3
_STEP = 0.3
_SHOUT = 0.9
"""Effort from which a recording counts as shouted in the calibration."""


@dataclass(frozen=True, eq=False)
class Profiled:
    """n recordings, a window of each. voice: (n,) names; effort: (n,); clean, elsewhere: (n, 104) profiles, as they are
    and by another microphone, in noise or compressed; frames, frames_elsewhere: (n, 320, 45) float16, what these are
    profiles of; hand: (n,) what the measure by hand says."""

    voice: np.ndarray
    effort: np.ndarray
    clean: np.ndarray
    elsewhere: np.ndarray
    frames: np.ndarray
    frames_elsewhere: np.ndarray
    hand: np.ndarray

    @property
    def level(self) -> np.ndarray:
        """(n,) wanted 0..3."""
        return level_of(self.effort)


def profiled(recordings: Iterable[Said], seed: int) -> Profiled:
    """What the net is given of them; those with too little voice are left out."""
    rng = np.random.default_rng(seed)
    rows = []
    for said in recordings:
        samples = levelled(said.samples)
        features = extract(samples)
        speech = speech_activity(features)
        tone = (features.log_mel, features.level, *pitch_track(samples, HIGHEST_HZ))
        start = int(rng.integers(max(1, len(speech) - WINDOW + 1)))
        there = elsewhere(*tone, rng)
        both = [intensity_input(*t, speech)[start : start + WINDOW] for t in (tone, there)]
        found = [voice_profile(one) for one in both]
        if any(one is None for one in found):
            continue
        weight = speech[start : start + WINDOW]
        hand = float(raw_effort(features, speech)[start : start + WINDOW] @ weight / weight.sum())
        rows.append(
            (said.voice, said.effort, *found, *(padded(one).astype(np.float16) for one in both), hand)
        )
        if len(rows) % 200 == 0:
            log.info("%d recordings profiled", len(rows))
    return Profiled(*(np.array(column) for column in zip(*rows, strict=True)))


def voice_loss(
    network: VoiceNetwork, profile: torch.Tensor, frames: torch.Tensor, wanted: torch.Tensor
) -> torch.Tensor:
    """How far each member is off, and whether it puts the recordings (B,) of different voices in the right order."""
    found = network.each(profile, frames)
    error = functional.smooth_l1_loss(found / _STEP, (wanted / _STEP).expand_as(found))
    apart = wanted[:, None] - wanted[None]
    wrong = functional.softplus(-(found[:, :, None] - found[:, None]) * apart.sign() / _STEP)
    told = (apart.abs() > 0.2).expand_as(wrong)
    return error + 0.3 * wrong[told].mean()


def train_voice(material: Profiled, chosen: np.ndarray, steps: int = STEPS, seed: int = 0) -> VoiceNetwork:
    """Trained on the recordings `chosen` (n,) of bool; half of what it is shown comes from elsewhere."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    rng = np.random.default_rng(seed)
    own = np.flatnonzero(chosen)
    network = VoiceNetwork().train()
    with torch.no_grad():
        both = np.concatenate([material.clean[own], material.elsewhere[own]])
        network.usual.copy_(torch.from_numpy(both.mean(axis=0)))
        network.spread.copy_(torch.from_numpy(both.std(axis=0) + 1e-3))
    level = material.level.astype(np.float32)

    def loss_of(_trained) -> torch.Tensor:
        drawn = rng.choice(own, BATCH)
        here = rng.random(BATCH) < 0.5
        profile = np.where(here[:, None], material.clean[drawn], material.elsewhere[drawn])
        frames = np.where(here[:, None, None], material.frames[drawn], material.frames_elsewhere[drawn])
        given = (profile, frames.astype(np.float32), level[drawn])
        return voice_loss(network, *(torch.from_numpy(values).to(device()) for values in given))

    return train_averaged(network, loss_of, steps, 2.5e-3, decay=0.05, warm_up=0.15, every=200, log=log)


def said_of(network: VoiceNetwork, profile: np.ndarray, frames: np.ndarray) -> np.ndarray:
    """(n,) of (n, 104) and (n, 320, 45)."""
    parts = range(0, len(profile), BATCH)
    with torch.inference_mode():
        given = ((profile[i : i + BATCH], frames[i : i + BATCH].astype(np.float32)) for i in parts)
        return np.concatenate([network(*map(torch.from_numpy, one)).numpy() for one in given])


def said_of_unheard(material: Profiled, steps: int = STEPS, seed: int = 0) -> np.ndarray:
    """(n,) what nets that were trained without each recording's voice say of it."""
    fold = np.array([crc32(f"{seed} {voice}".encode()) % FOLDS for voice in material.voice])
    found = np.zeros(len(fold), np.float32)
    for one in np.unique(fold):
        out = fold == one
        network = train_voice(material, ~out, steps, seed)
        found[out] = said_of(network, material.clean[out], material.frames[out])
    return found


def calibration(material: Profiled, unheard: np.ndarray) -> Scale:
    """Where calm speech and shouting lie, the medians over voices not trained on; unheard: of said_of_unheard.

    Recorded voices alone are asked, where there are any: a formant synthesiser's calm is duller than people's.
    """
    recorded = ~np.char.startswith(material.voice.astype(str), "espeak")
    counted = recorded if recorded.any() else ~recorded
    calm, shouted = counted & (material.effort == 0.0), counted & (material.effort >= _SHOUT)
    both = (1 - HAND_SHARE) * unheard + HAND_SHARE * material.hand
    full = float(np.median(material.level[shouted]))
    return Scale(float(np.median(both[calm])), float(np.median(both[shouted])), full)
