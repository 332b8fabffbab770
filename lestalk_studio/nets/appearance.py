"""Appearance generator: from the Linear Emotion Space to a map of what folds do to the light on skin.

After StyleGAN2 (Karras et al., CVPR 2020), at the size the data allows: a mapping network z -> w, and convolutions
from a learned constant whose weights w modulates (their equations 1 and 3). What is this project's: learned maps,
scaled by w, in the place of noise, as folds lie where anatomy has them; sub-pixel convolutions (Shi et al., CVPR 2016)
in the two largest layers, for speed; and the map of z = 0 is subtracted, so that no edit changes nothing.
"""

from __future__ import annotations

import torch
from torch import nn

from lestalk_studio.les.space import DIM

SIZE = 256
CHANNELS = 3
"""Log of how much of the sky hollows see, and how far normals lean to the subject's left and up."""
WIDTH = 32  # of w
_CONSTANT = 8
# resolution it gives: (channels, learned maps)
LAYERS = {8: (32, 0), 16: (32, 2), 32: (32, 4), 64: (20, 4), 128: (12, 4)}
_FINEST_MAPS = 2
_SUBPIXEL_FROM = 128


class Mapping(nn.Module):
    """z (B, 41) -> w (B, WIDTH)."""

    def __init__(self, hidden: int = 96) -> None:
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(DIM, hidden),
            nn.SiLU(),
            nn.Linear(hidden, hidden),
            nn.SiLU(),
            nn.Linear(hidden, WIDTH),
        )
        self.direct = nn.Linear(DIM, WIDTH, bias=False)

    def forward(self, z: torch.Tensor) -> torch.Tensor:
        return self.direct(z) + self.net(z)


class ModulatedConv(nn.Module):
    """x (B, n, h, h), w (B, WIDTH) -> (B, m, h, h): input channels scaled by w's style, outputs brought to unit size.

    Scaling inputs and outputs is the same as scaling weights (StyleGAN2, equations 1 and 3), for one of a batch too.
    """

    def __init__(self, given: int, made: int, demodulated: bool = True) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(made, given, 3, 3))
        self.bias = nn.Parameter(torch.zeros(made)) if demodulated else None
        self.style = nn.Linear(WIDTH, given)
        nn.init.normal_(self.style.weight, std=0.3 * WIDTH**-0.5)
        nn.init.ones_(self.style.bias)
        self.scale = (9 * given) ** -0.5
        self.demodulated = demodulated

    def forward(self, x: torch.Tensor, w: torch.Tensor) -> torch.Tensor:
        style = self.style(w)
        weight = self.weight * self.scale
        out = nn.functional.conv2d(x * style[:, :, None, None], weight, padding=1)
        if self.demodulated:
            size = torch.rsqrt(style.square() @ weight.square().sum((2, 3)).T + 1e-8)
            out = out * size[:, :, None, None] + self.bias[None, :, None, None]
        return out


class Places(nn.Module):
    """Learned maps (count, size, size), each added to every channel as strongly as w says."""

    def __init__(self, channels: int, count: int, size: int, bias: bool = True) -> None:
        super().__init__()
        self.maps = nn.Parameter(1e-3 * torch.randn(count, size, size))
        self.strength = nn.Linear(WIDTH, channels * count, bias=bias)
        nn.init.normal_(self.strength.weight, std=0.5 * WIDTH**-0.5)
        self.channels = channels

    def forward(self, w: torch.Tensor) -> torch.Tensor:
        count, height, width = self.maps.shape
        strength = self.strength(w).view(-1, count)
        return (strength @ self.maps.view(count, -1)).view(-1, self.channels, height, width)


class Layer(nn.Module):
    """One resolution: twice as large as what it is given, except the first."""

    def __init__(self, given: int, made: int, size: int, maps: int, larger: bool, last: bool = False) -> None:
        super().__init__()
        self.larger, self.subpixel, self.last = larger, larger and size >= _SUBPIXEL_FROM, last
        self.conv = ModulatedConv(given, made * (4 if self.subpixel else 1), demodulated=not last)
        if self.subpixel:
            with torch.no_grad():  # the four of a pixel begin alike: no checkerboard
                self.conv.weight.copy_(self.conv.weight[::4].repeat_interleave(4, 0))
        # What is the same for every w is subtracted again: the last layer needs no biases.
        self.places = Places(made, maps, size, bias=not last) if maps else None

    def forward(self, x: torch.Tensor, w: torch.Tensor) -> torch.Tensor:
        if self.larger and not self.subpixel:
            x = nn.functional.interpolate(x, scale_factor=2, mode="bilinear", align_corners=False)
        x = self.conv(x, w)
        if self.subpixel:
            x = nn.functional.pixel_shuffle(x, 2)
        if self.places is not None:
            x = x + self.places(w)
        return x if self.last else nn.functional.leaky_relu(x, 0.2)


class AppearanceGenerator(nn.Module):
    """z (B, 41) -> maps (B, CHANNELS, SIZE, SIZE), all zero where z is.

    spread (CHANNELS,): usual size of each channel; travels with the weights.
    """

    def __init__(self, spread: torch.Tensor | None = None) -> None:
        super().__init__()
        self.register_buffer("spread", torch.ones(CHANNELS) if spread is None else spread)
        self.mapping = Mapping()
        first = LAYERS[_CONSTANT][0]
        self.constant = nn.Parameter(torch.randn(1, first, _CONSTANT, _CONSTANT))
        layers, given = [], first
        for size, (made, maps) in LAYERS.items():
            layers.append(Layer(given, made, size, maps, size > _CONSTANT))
            given = made
        layers.append(Layer(given, CHANNELS, SIZE, _FINEST_MAPS, larger=True, last=True))
        self.layers = nn.ModuleList(layers)

    def synthesis(self, w: torch.Tensor) -> torch.Tensor:
        """Maps (B, CHANNELS, SIZE, SIZE), in `spread`, of w (B, WIDTH)."""
        x = self.constant.expand(len(w), -1, -1, -1)
        for layer in self.layers:
            x = layer(x, w)
        return x

    def of_w(self, w: torch.Tensor) -> torch.Tensor:
        """Maps of w (B, WIDTH), less the map of z = 0."""
        rest = self.mapping(w.new_zeros(1, DIM))
        both = self.synthesis(torch.cat([w, rest]))
        return (both[:-1] - both[-1:]) * self.spread[:, None, None]

    def forward(self, z: torch.Tensor, less_rest: bool = True) -> torch.Tensor:
        """less_rest: False leaves it to the caller to subtract the map of z = 0, which is always the same."""
        w = self.mapping(z)
        return self.of_w(w) if less_rest else self.synthesis(w) * self.spread[:, None, None]
