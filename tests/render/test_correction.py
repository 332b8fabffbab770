"""Expression coefficients beyond those of the linear map."""

import numpy as np

from lestalk_studio.les.space import INDEX
from tests.render.conftest import pose


def test_a_correction_moves_the_face_as_the_coefficients_it_adds(renderers, fitted):
    smile = 0.6 * fitted["hopper"].head.units_to_beta[INDEX["AU12"]]
    by_unit = renderers["hopper"].render(*pose(AU01=0.3, AU12=0.6)).astype(int)
    corrected = renderers["hopper"].render(*pose(AU01=0.3), smile).astype(int)
    plain = renderers["hopper"].render(*pose(AU01=0.3)).astype(int)
    assert np.abs(corrected - by_unit).max() <= 1
    assert np.abs(corrected - plain).max() > 20


def test_teeth_and_tongue_stay_with_the_units(renderers, fitted):
    head = fitted["hopper"].head
    inside = head.part_mask("teeth_lower") | head.part_mask("tongue")
    jaw = -0.3 * head.units_to_beta[INDEX["AU26"]]
    shut, plain = (renderers["hopper"].shape_of(*pose(AU26=0.6), one) for one in (jaw, None))
    np.testing.assert_allclose(shut.points[inside], plain.points[inside], atol=1e-3)
    chin = head.regions["skin_face"] & (np.abs(shut.moved - plain.moved).max(1) > 1)
    assert chin.sum() > 50


def test_where_the_head_lies_follows_the_correction(renderers, fitted):
    jaw = 0.5 * fitted["hopper"].head.units_to_beta[INDEX["AU26"]]
    asked = renderers["hopper"].shape_of(*pose(AU01=0.3, AU26=0.5))
    found = renderers["hopper"].shape_of(*pose(AU01=0.3), jaw)
    skin = np.unique(asked.skin)
    np.testing.assert_allclose(found.points[skin], asked.points[skin], atol=1e-2)


def test_corrected_frames_drawn_at_once_are_those_drawn_one_by_one(renderers):
    asked = [pose(), pose(AU12=0.5), pose(AU26=0.5, blink_l=1)]
    corrections = np.random.default_rng(0).normal(0, 0.3, (3, 64)).astype(np.float32)
    corrections[0] = 0
    z, aux = (np.stack(part) for part in zip(*asked, strict=True))
    together = renderers["hopper"].render_batch(z, aux, corrections)
    for frame, one, correction in zip(together, asked, corrections, strict=True):
        assert np.array_equal(frame, renderers["hopper"].render(*one, correction))
