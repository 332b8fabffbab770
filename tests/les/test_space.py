"""The 41 components, their order and the channels beside them."""

from lestalk_studio.les import space


def test_41_components_in_two_subspaces():
    assert space.DIM == 41 == len(set(space.NAMES))
    assert {unit.subspace for unit in space.UNITS[space.ACTION]} == {"A"}
    assert {unit.subspace for unit in space.UNITS[space.ISOLATION]} == {"I"}
    assert len(space.UNITS[space.ACTION]) == 17


def test_order_is_the_published_one():
    assert space.NAMES[:4] == ("AU01", "AU02", "AU04", "AU05")
    assert space.NAMES[16:19] == ("AU26", "AU11", "AU13")
    assert space.NAMES[26:29] == ("AU39", "L01", "R01")
    assert space.NAMES[-1] == "R14"
    assert all(space.INDEX[name] == i for i, name in enumerate(space.NAMES))


def test_one_sided_units_know_their_side_and_number():
    unit = space.UNITS[space.INDEX["L12"]]
    assert (unit.side, unit.number, unit.label) == ("left", 12, "left lip corner puller")
    assert space.SIDED[5] == (space.INDEX["AU12"], space.INDEX["L12"], space.INDEX["R12"])


def test_every_aux_channel_is_described_once():
    assert len(set(space.AUX)) == len(space.AUX)
    assert set(space.AUX_LABELS) == set(space.AUX)
    assert not set(space.AUX) & set(space.NAMES)
