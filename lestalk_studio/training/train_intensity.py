"""Train the intensity net: `python -m lestalk_studio.training train-intensity CORPUS... --out W.safetensors`.

CORPUS: folders with tracks/ and audio/, as `prepare` makes them. Deterministic for a seed;
about half an hour of one core.
"""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

import numpy as np
import torch
from scipy.stats import spearmanr
from torch.nn import functional

from lestalk_studio.nets.audio_to_intensity import AudioToIntensity, Scale
from lestalk_studio.nets.intensity_network import IntensityNetwork
from lestalk_studio.nets.voice_network import VoiceNetwork
from lestalk_studio.training.effort_recordings import recordings
from lestalk_studio.training.intensity_data import Heard, Voice, piece, recording, talkers
from lestalk_studio.training.loop import RANK_SEED, device, together, train_averaged
from lestalk_studio.training.people import held_out_of
from lestalk_studio.training.tracks import identities
from lestalk_studio.training.train_voice_level import STEPS as VOICE_STEPS
from lestalk_studio.training.train_voice_level import calibration, profiled, train_voice

log = logging.getLogger(__name__)

HELD_FLITE, HELD_FESTIVAL = "awb", "ked_diphone"
HELD_VARIANTS = ("m4", "m8", "f5")
HELD_TONGUES = ("en-gb-scotland", "hu", "id")
"""Synthesisers' voices never trained on; a voice of eSpeak NG is one with such a variant, read by such rules."""

BATCH, STEPS, RECORDINGS = 32, 800, 1200
VOICES = 6000
"""Recordings that the voice net is trained on."""
_STEP = 0.3


def synthesised(rng: np.random.Generator, scale: float = 1.0) -> list[Voice]:
    """Voices of espeak-ng, flite and festival at their ordinary effort, without those held out."""
    from lestalk_studio.training.sentences import sentence
    from lestalk_studio.training.voices import ACCENTS, TONGUES, VARIANTS, Espeak, festival, flite

    def voice(name: str, recordings: list[np.ndarray]) -> Voice:
        return Voice(name, recordings, [None] * len(recordings))

    espeak = Espeak()
    tongues = [t for t in (*ACCENTS, *TONGUES) if t not in HELD_TONGUES]
    variants = [v for v in VARIANTS if v not in HELD_VARIANTS]
    voices = []
    for _ in range(max(2, round(50 * scale))):
        name = f"{rng.choice(tongues)}+{rng.choice(variants)}"
        speed, pitch, span = int(rng.integers(140, 180)), int(rng.integers(35, 60)), int(rng.integers(40, 60))
        said = [espeak.say(sentence(rng), name, speed, pitch, span).samples for _ in range(3)]
        voices.append(voice(f"espeak {name}", said))
    count = max(2, round(25 * scale))
    for name in ("slt", "rms", "kal16"):
        voices.append(voice(f"flite {name}", [flite(sentence(rng), name, 1.0).samples for _ in range(count)]))
    for name in ("cmu_us_slt_arctic_hts", "kal_diphone"):
        texts = [sentence(rng) for _ in range(count)]
        voices.append(voice(f"festival {name}", [said.samples for said in festival(texts, name, 1.0)]))
    return voices


def material(groups: list[list[Voice]], shares: list[float], count: int, seed: int) -> list[Heard]:
    """`count` recordings, each of a voice from a group drawn by its share."""
    rng = np.random.default_rng(seed)
    made = []
    for i in range(count):
        group = groups[rng.choice(len(groups), p=shares)]
        made.append(recording(group[rng.integers(len(group))], rng))
        if (i + 1) % 200 == 0:
            log.info("%d of %d recordings", i + 1, count)
    return made


def batch_of(made: list[Heard], rng: np.random.Generator, size: int = BATCH) -> tuple[torch.Tensor, ...]:
    """Input (size, 512, 45), wanted (size, 128) and its weight."""
    drawn = [piece(made[i], rng) for i in rng.integers(len(made), size=size)]
    return tuple(torch.from_numpy(np.stack(values)) for values in zip(*drawn, strict=True))


def loss_of(network: torch.nn.Module, batch: tuple[torch.Tensor, ...]) -> torch.Tensor:
    """How far the curve is off where somebody speaks, and whether recordings stand in the right order."""
    given, wanted, weight = (values.to(device()) for values in batch)
    found = network(given)
    error = functional.smooth_l1_loss(found / _STEP, wanted / _STEP, reduction="none")
    total = (error * weight).sum() / weight.sum().clamp(min=1.0)
    share = weight / weight.sum(dim=1, keepdim=True).clamp(min=1.0)
    mean, real = (found * share).sum(dim=1), (wanted * share).sum(dim=1)
    apart = real[:, None] - real[None]
    wrong = functional.softplus(-(mean[:, None] - mean[None]) * apart.sign() / _STEP)
    told = apart.abs() > 0.2
    return total + 0.3 * (wrong * told).sum() / told.sum().clamp(min=1)


def train(
    made: list[Heard], steps: int, seed: int = 0, rate: float = 2e-3, every: int = 100, rank: int = 0
) -> IntensityNetwork:
    """AdamW with a one-cycle rate; the average of the last steps' weights. rank: of `together`."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    rng = np.random.default_rng(seed + RANK_SEED * rank)
    network = IntensityNetwork().train()
    return train_averaged(
        network,
        lambda trained: loss_of(trained, batch_of(made, rng)),
        steps,
        rate=rate,
        decay=0.02,
        warm_up=0.15,
        every=every,
        log=log,
    )


def save(
    network: IntensityNetwork, voice: VoiceNetwork, scale: Scale, path: Path, about: dict[str, str]
) -> None:
    """Safetensors, half precision but for the scale and what the profiles are compared with."""
    from safetensors.torch import save_file

    parts = {"frames.": network.state_dict(), "voice.": voice.state_dict()}
    state = {f"{part}{name}": value.detach() for part, own in parts.items() for name, value in own.items()}
    state = {
        name: value.contiguous() if name in ("voice.usual", "voice.spread") else value.half().contiguous()
        for name, value in state.items()
    }
    state["scale"] = torch.tensor([scale.calm, scale.shout, scale.full])
    save_file(state, str(path), metadata=about)
    path.chmod(0o644)  # safetensors makes it readable by its owner only


def voice_part(
    people: list[Voice], voices: list[Voice], count: int, steps: int, seed: int
) -> tuple[VoiceNetwork, Scale]:
    """The voice net and the scale; see train_voice_level."""
    from lestalk_studio.training.voices import ACCENTS, TONGUES

    tongues = tuple(t for t in (*ACCENTS, *TONGUES) if t not in HELD_TONGUES)
    recorded = [voice for voice in voices if not voice.name.startswith("espeak")]
    said = recordings(people, recorded, tongues, count, seed)
    material = profiled(said, seed)
    network, unheard = train_voice(material, steps, seed)
    scale = calibration(material, unheard)
    rank = spearmanr(material.effort, unheard).statistic
    log.info("voices not heard: rank %.3f, calm %.2f, shouted %.2f", rank, scale.calm, scale.shout)
    return network, scale


def main(arguments: list[str] | None = None) -> None:
    """Make the material, train, write the weights."""
    from lestalk_studio.face.head import Head

    parser = argparse.ArgumentParser(prog="python -m lestalk_studio.training train-intensity")
    parser.add_argument("corpus", type=Path, nargs="+", help="folders with tracks/ and audio/")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--recordings", type=int, default=RECORDINGS)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--held-out", nargs="*", help="people to leave out, for measuring")
    parser.add_argument(
        "--frames-of", type=Path, help="weights whose frame net is taken; the voice net alone is trained"
    )
    given = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    left_out = held_out_of([who for folder in given.corpus for who in identities(folder)], given.held_out)
    head = Head.load()
    people = [v for folder in given.corpus for v in talkers(folder, head, lambda who: who not in left_out)]
    voices = synthesised(np.random.default_rng(given.seed))
    log.info("%d people, %d synthesised voices", len(people), len(voices))
    about = {"steps": given.steps, "seed": given.seed, "recordings": given.recordings, "voices": VOICES}
    with together() as rank:
        if given.frames_of is None:
            made = material([people, voices], [0.5, 0.5], given.recordings, given.seed)
            network = train(made, given.steps, given.seed, rank=rank)
        else:
            network = AudioToIntensity.load(given.frames_of).network
    if rank == 0:  # the voice net is for one process, and for one that shares no gradients
        voice, scale = voice_part(people, voices, VOICES, VOICE_STEPS, given.seed)
        save(network, voice, scale, given.out, {name: str(value) for name, value in about.items()})


if __name__ == "__main__":
    main()
