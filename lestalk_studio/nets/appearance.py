"""Appearance generator: from the Linear Emotion Space to a map of what folds do to the light on skin.

After StyleGAN2 (Karras et al., CVPR 2020), at the size the data allows: a mapping network z -> w, features grown by
convolutions from a learned constant, and at each resolution a modulated convolution to the map's channels, whose
results are added up (their section 4.1, "output skips"). What is this project's: learned maps in the place of noise, as
folds lie where anatomy has them; and w modulates the convolutions to the map alone. Those are not demodulated, so the
map is linear in w: averaging w averages the look, and the looks that w's numbers stand for are made once
(`looks_of_w`), not for every expression.
"""

from __future__ import annotations

import torch
from torch import nn

from lestalk_studio.les.space import DIM

SIZE = 256
CHANNELS = 3
"""Log of how much of the sky hollows see, and how far normals lean to the subject's left and up."""
WIDTH = 32  # of w
HIDDEN = 256
LAYERS = {8: (32, 3), 16: (32, 3), 32: (32, 3), 64: (32, 3), 128: (24, 3), 256: (40, 1)}
"""At each resolution: channels of the features, texels a side that they are convolved of."""


class Mapping(nn.Module):
    """z (B, 41) -> w (B, WIDTH); exactly 0 where z is."""

    def __init__(self, hidden: int = HIDDEN) -> None:
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(DIM, hidden),
            nn.ReLU(),
            nn.Linear(hidden, hidden),
            nn.ReLU(),
            nn.Linear(hidden, WIDTH, bias=False),
        )
        self.direct = nn.Linear(DIM, WIDTH, bias=False)

    def forward(self, z: torch.Tensor) -> torch.Tensor:
        return self.direct(z) + self.net(z) - self.net(z.new_zeros(1, DIM))


class ToMap(nn.Module):
    """x (n, h, h), w (B, WIDTH) -> (B, CHANNELS, h, h): a convolution of one texel whose weights w scales by channel.

    StyleGAN2's equation 1 without its equation 3, as in its own layers of this kind.
    """

    def __init__(self, given: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(CHANNELS, given))
        self.style = nn.Linear(WIDTH, given, bias=False)
        nn.init.normal_(self.style.weight, std=WIDTH**-0.5)
        self.scale = given**-0.5

    def forward(self, x: torch.Tensor, w: torch.Tensor) -> torch.Tensor:
        weight = self.scale * self.weight * self.style(w)[:, None]
        return (weight.flatten(0, 1) @ x.flatten(1)).view(len(w), CHANNELS, *x.shape[1:])


class Layer(nn.Module):
    """Features of one resolution: x (n, h, h) -> (m, size, size)."""

    def __init__(self, given: int, made: int, size: int, reach: int) -> None:
        super().__init__()
        self.size = size
        self.weight = nn.Parameter(torch.randn(made, given, reach, reach))
        self.bias = nn.Parameter(torch.zeros(made))
        self.places = nn.Parameter(0.1 * torch.randn(made, size, size))
        self.scale = (reach**2 * given) ** -0.5

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if x.shape[-1] < self.size:
            x = larger(x)
        x = nn.functional.conv2d(x[None], self.scale * self.weight, self.bias, padding="same")[0]
        return nn.functional.leaky_relu(x + self.places, 0.2)


def larger(x: torch.Tensor) -> torch.Tensor:
    """(..., n, 2 h, 2 h) of x (..., n, h, h), linear in between."""
    whole = x if x.dim() == 4 else x[None]
    out = nn.functional.interpolate(whole, scale_factor=2, mode="bilinear", align_corners=False)
    return out if x.dim() == 4 else out[0]


class AppearanceGenerator(nn.Module):
    """z (B, 41) -> maps (B, CHANNELS, SIZE, SIZE), all zero where z is.

    spread (CHANNELS,): usual size of each channel; travels with the weights.
    """

    def __init__(self, spread: torch.Tensor | None = None) -> None:
        super().__init__()
        self.register_buffer("spread", torch.ones(CHANNELS) if spread is None else spread)
        self.mapping = Mapping()
        sizes = list(LAYERS)
        given = [LAYERS[size][0] for size in (sizes[0], *sizes[:-1])]
        self.constant = nn.Parameter(torch.randn(given[0], sizes[0], sizes[0]))
        self.layers = nn.ModuleList(
            Layer(n, made, size, reach)
            for n, (size, (made, reach)) in zip(given, LAYERS.items(), strict=True)
        )
        self.to_map = nn.ModuleList(ToMap(made) for made, _ in LAYERS.values())

    def of_w(self, w: torch.Tensor, size: int = SIZE) -> torch.Tensor:
        """Maps (B, CHANNELS, size, size) of w (B, WIDTH), linear in it; size: one of LAYERS, without the finer ones."""
        x, out = self.constant, None
        for layer, to_map in zip(self.layers, self.to_map, strict=True):
            if layer.size > size:
                break
            x = layer(x)
            made = to_map(x, w)
            out = made if out is None else larger(out) + made
        return out * self.spread[:, None, None]

    def looks_of_w(self) -> torch.Tensor:
        """(WIDTH, CHANNELS, SIZE, SIZE): the map that one of each of w's numbers makes."""
        return self.of_w(torch.eye(WIDTH, device=self.spread.device))

    def forward(self, z: torch.Tensor) -> torch.Tensor:
        return self.of_w(self.mapping(z))
