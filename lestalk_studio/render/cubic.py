"""Cubic sampling of one pixel of four channels, compiled, for loops that do more with what they sample.

The places are OpenCV's: whole pixels, and which of 32 x 32 places between them (`compose.merge_maps`); the weights are
those of its INTER_CUBIC (Keys 1981, "Cubic Convolution Interpolation for Digital Image Processing", a = -0.75).
"""

from __future__ import annotations

import numpy as np
from llvmlite import ir
from numba import types
from numba.extending import intrinsic

_PLACES = 32  # between two pixels that are told apart
_CHANNELS = 4

_FLOAT, _INT = ir.FloatType(), ir.IntType(32)
_PIXEL, _ROW = ir.VectorType(_FLOAT, _CHANNELS), ir.VectorType(_FLOAT, 4 * _CHANNELS)
_FUSED = ("contract",)  # a product may be added without being rounded before


def _weights() -> np.ndarray:
    """(_PLACES, 4) float32: of the pixels at -1, 0, 1 and 2 for each place between 0 and 1."""
    t = np.arange(_PLACES) / _PLACES
    a = -0.75
    away = t + 1
    before = ((a * away - 5 * a) * away + 8 * a) * away - 4 * a
    left = ((a + 2) * t - (a + 3)) * t * t + 1
    right = ((a + 2) * (1 - t) - (a + 3)) * (1 - t) * (1 - t) + 1
    return np.stack((before, left, right, 1 - before - left - right), 1).astype(np.float32)


DOWN = _weights().ravel()
ALONG = np.repeat(DOWN, _CHANNELS)  # once for each channel of a pixel


@intrinsic
def cubic(typing, flat, first, stride, part, down, along):
    """Sample flat, a picture's uint8 row by row, between the 4 x 4 pixels that begin at flat[first] and lie `stride`
    apart from row to row: four int32, 0..255.

    part: int64, _PLACES times the place in y plus that in x; down, along: DOWN and ALONG. Nothing is
    checked. Written as the vector instructions that it is to be, which the compiler does not find by itself: four times
    as fast as cv2.remap, on one core.
    """

    def generate(context, builder, signature, arguments):
        arrays = {
            k: context.make_array(signature.args[k])(context, builder, arguments[k]).data for k in (0, 4, 5)
        }
        first, stride, part = arguments[1:4]

        def load(array, at, kind, align):
            place = builder.bitcast(builder.gep(arrays[array], [at]), kind.as_pointer())
            return builder.load(place, align=align)

        def number(value):
            return ir.Constant(part.type, value)

        def pick(vector, lanes):
            lanes = ir.Constant(ir.VectorType(_INT, len(lanes)), lanes)
            return builder.shuffle_vector(vector, ir.Constant(vector.type, ir.Undefined), lanes)

        y, x = builder.udiv(part, number(_PLACES)), builder.urem(part, number(_PLACES))
        weights = load(4, builder.mul(y, number(4)), _PIXEL, 4)
        total = None
        for k in range(4):
            at = builder.add(first, builder.mul(stride, number(k)))
            row = builder.uitofp(load(0, at, ir.VectorType(ir.IntType(8), 4 * _CHANNELS), 1), _ROW)
            row = builder.fmul(row, pick(weights, [k] * 4 * _CHANNELS), flags=_FUSED)
            total = row if total is None else builder.fadd(total, row, flags=_FUSED)
        total = builder.fmul(total, load(5, builder.mul(x, number(4 * _CHANNELS)), _ROW, 4))
        pixels = [pick(total, [_CHANNELS * k + c for c in range(_CHANNELS)]) for k in range(4)]
        value = builder.fadd(builder.fadd(pixels[0], pixels[1]), builder.fadd(pixels[2], pixels[3]))
        value = builder.fadd(value, ir.Constant(_PIXEL, [0.5] * _CHANNELS))
        for limit, beyond in ((0.0, "<"), (255.0, ">")):
            limit = ir.Constant(_PIXEL, [limit] * _CHANNELS)
            value = builder.select(builder.fcmp_ordered(beyond, value, limit), limit, value)
        value = builder.fptosi(value, ir.VectorType(_INT, _CHANNELS))
        channels = [builder.extract_element(value, ir.Constant(_INT, c)) for c in range(_CHANNELS)]
        return context.make_tuple(builder, signature.return_type, channels)

    whole = types.int64
    return types.UniTuple(types.int32, _CHANNELS)(flat, whole, whole, whole, down, along), generate
