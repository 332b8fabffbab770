"""The second part of `train-intensity`: how strongly somebody speaks, from what a few seconds are like as a whole.

Every member of the committee is trained without a share of the voices and asked about those: what they say of voices
that they did not hear calibrates the scale. None of the voices by which evaluate measures is among them.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional

from lestalk_studio.audio.activity import speech_activity
from lestalk_studio.audio.effort import raw_effort
from lestalk_studio.audio.features import extract, pitch_track
from lestalk_studio.nets.audio_to_intensity import HAND_SHARE, Scale, levelled
from lestalk_studio.nets.intensity_input import HIGHEST_HZ, intensity_input
from lestalk_studio.nets.voice_network import MEMBERS, VoiceMember, VoiceNetwork
from lestalk_studio.nets.voice_profile import WINDOW, padded, voice_profile
from lestalk_studio.training.effort_recordings import Said
from lestalk_studio.training.effort_voices import level_of
from lestalk_studio.training.intensity_data import elsewhere
from lestalk_studio.training.loop import device, train_averaged

log = logging.getLogger(__name__)

STEPS, BATCH = 1600, 96
_ELSEWHERE = 2
"""Times that each recording is also heard by another microphone, in noise or compressed."""
_STEP = 0.3
_SHOUT = 0.9
"""Effort from which a recording counts as shouted in the calibration."""
_BEYOND = 0.5
"""What the scale gives a shout above the level it should have: the knee takes that again, and as many shouts of voices
never heard lie below the median as above it."""


@dataclass(frozen=True, eq=False)
class Profiled:
    """n recordings, k windows of each, the first as it is, the others by another microphone, in noise or compressed.

    voice: (n,) names; effort: (n,); profile: (n, k, 104); frames: (n, k, 320, 45) float16, what these are profiles of;
    hand: (n,) what the measure by hand says of the first."""

    voice: np.ndarray
    effort: np.ndarray
    profile: np.ndarray
    frames: np.ndarray
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
        tones = [tone, *(elsewhere(*tone, rng) for _ in range(_ELSEWHERE))]
        starts = rng.integers(max(1, len(speech) - WINDOW + 1), size=len(tones))
        windows = [
            intensity_input(*one, speech)[at : at + WINDOW] for one, at in zip(tones, starts, strict=True)
        ]
        found = [voice_profile(one) for one in windows]
        if any(one is None for one in found):
            continue
        here = slice(starts[0], starts[0] + WINDOW)
        hand = float(raw_effort(features, speech)[here] @ speech[here] / speech[here].sum())
        frames = np.array([padded(one) for one in windows], np.float16)
        rows.append((said.voice, said.effort, np.array(found), frames, hand))
        if len(rows) % 200 == 0:
            log.info("%d recordings profiled", len(rows))
    return Profiled(*(np.array(column) for column in zip(*rows, strict=True)))


def voice_loss(
    member: VoiceMember, x: torch.Tensor, frames: torch.Tensor, wanted: torch.Tensor
) -> torch.Tensor:
    """How far its two parts are off, and whether they put the recordings (B,) of different voices in the right order.

    Squares, and not what is kinder to outliers: where a voice leaves two efforts open, their mean ranks best.
    """
    found = member.each(x, frames)
    error = torch.square(found - wanted).mean() / _STEP
    apart = wanted[:, None] - wanted[None]
    wrong = functional.softplus(-(found[:, :, None] - found[:, None]) * apart.sign() / _STEP)
    told = (apart.abs() > 0.2).expand_as(wrong)
    return error + 0.3 * wrong[told].mean()


def train_member(
    member: VoiceMember, x: np.ndarray, material: Profiled, chosen: np.ndarray, steps: int, seed: int
) -> None:
    """On the recordings `chosen` (n,) of bool; half of what it is shown comes from elsewhere. x: (n, k, 104), the
    profiles beside the usual one."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    own = np.flatnonzero(chosen)
    level = material.level.astype(np.float32)

    def loss_of(_trained) -> torch.Tensor:
        drawn = rng.choice(own, BATCH)
        which = np.where(rng.random(BATCH) < 0.5, 0, rng.integers(min(1, x.shape[1] - 1), x.shape[1], BATCH))
        given = (x[drawn, which], material.frames[drawn, which].astype(np.float32), level[drawn])
        return voice_loss(member, *(torch.from_numpy(values).to(device()) for values in given))

    train_averaged(member.train(), loss_of, steps, 2.5e-3, decay=0.05, warm_up=0.15, every=200, log=log)


def folds(voice: np.ndarray, count: int) -> np.ndarray:
    """(n,) 0..count - 1 of recordings whose voices (n,) are named: all of a voice alike, similar names apart."""
    number = {name: k % count for k, name in enumerate(np.unique(voice))}
    return np.array([number[name] for name in voice])


def train_voice(
    material: Profiled, steps: int = STEPS, seed: int = 0, members: int = MEMBERS
) -> tuple[VoiceNetwork, np.ndarray]:
    """(the committee, (n,) what its members say of the recordings whose voices they were trained without)."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    network = VoiceNetwork(members)
    shown = material.profile.reshape(-1, material.profile.shape[-1])
    network.usual.copy_(torch.from_numpy(shown.mean(axis=0)))
    network.spread.copy_(torch.from_numpy(shown.std(axis=0) + 1e-3))
    x = network.beside_usual(torch.from_numpy(material.profile)).numpy()
    fold = folds(material.voice, members)
    unheard = np.zeros(len(fold), np.float32)
    for k, member in enumerate(network.members):
        out = fold == k
        log.info("member %d of %d, without %d recordings", k + 1, members, out.sum())
        train_member(member, x, material, ~out, steps, seed + k)
        unheard[out] = said_of(member, x[out, 0], material.frames[out, 0])
    return network.eval(), unheard


def said_of(member: VoiceMember, x: np.ndarray, frames: np.ndarray) -> np.ndarray:
    """(n,) of (n, 104) and (n, 320, 45)."""
    said = [np.zeros(0, np.float32)]
    with torch.inference_mode():
        for first in range(0, len(x), BATCH):
            part = slice(first, first + BATCH)
            given = x[part], frames[part].astype(np.float32)
            said.append(member(*map(torch.from_numpy, given)).numpy())
    return np.concatenate(said)


def calibration(material: Profiled, unheard: np.ndarray) -> Scale:
    """Where calm speech and shouting lie, the medians over voices not trained on; unheard: of train_voice.

    Recorded voices alone are asked, where there are any: a formant synthesiser's calm is duller than people's.
    """
    recorded = ~np.char.startswith(material.voice.astype(str), "espeak")
    counted = recorded if recorded.any() else ~recorded
    calm, shouted = counted & (material.effort == 0.0), counted & (material.effort >= _SHOUT)
    both = (1 - HAND_SHARE) * unheard + HAND_SHARE * material.hand
    full = float(np.median(material.level[shouted])) + _BEYOND
    return Scale(float(np.median(both[calm])), float(np.median(both[shouted])), full)
