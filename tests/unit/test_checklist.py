"""What stands on the checklist of a meeting."""

from __future__ import annotations

import pytest

from infoint_widgets.method import checklist
from infoint_widgets.vocabulary import Mode

IN_PERSON = (Mode.CAFE, Mode.OFFICE, Mode.OTHER)
REMOTE = (Mode.VIDEO, Mode.PHONE)


def ids(mode: Mode | None) -> set[str]:
    return {item.id for item in checklist.items(mode)}


def steps(mode: Mode | None) -> set[str]:
    return {item.step for item in checklist.items(mode)}


def test_coffee_is_offered_in_a_cafe_only() -> None:
    assert {mode for mode in Mode if "offer_coffee" in ids(mode)} == {Mode.CAFE}


def test_a_phone_call_needs_neither_clothes_nor_a_way_there() -> None:
    assert "dress" not in steps(Mode.PHONE)
    assert ids(Mode.PHONE).isdisjoint({"look_up_way", "be_early", "test_link"})


def test_a_video_call_has_its_link_and_camera_tested() -> None:
    assert {mode for mode in Mode if "test_link" in ids(mode)} == {Mode.VIDEO}


@pytest.mark.parametrize("mode", IN_PERSON)
def test_one_arrives_early_where_one_meets_in_person(mode: Mode) -> None:
    assert {"look_up_way", "be_early"} <= ids(mode)


@pytest.mark.parametrize("mode", Mode)
def test_every_kind_of_meeting_has_every_step_that_fits_it(mode: Mode) -> None:
    everywhere = {
        "arrange", "research", "arrive", "ask", "resume", "time", "referrals", "thank",
    }  # fmt: skip
    assert steps(mode) >= everywhere


@pytest.mark.parametrize("mode", Mode)
def test_a_checklist_is_short_enough_to_be_read(mode: Mode) -> None:
    assert 18 <= len(checklist.items(mode)) <= 26


def test_while_the_kind_is_open_only_what_always_fits_is_shown() -> None:
    assert ids(None) == set.intersection(*(ids(mode) for mode in Mode))


@pytest.mark.parametrize("mode", Mode)
def test_items_come_in_the_order_in_which_they_are_done(mode: Mode) -> None:
    order = [checklist.WHENS.index(item.when) for item in checklist.items(mode)]
    assert order == sorted(order)
    assert set(order) == set(range(len(checklist.WHENS)))


def test_permission_to_use_a_name_is_asked_right_after_the_name() -> None:
    order = [item.id for item in checklist.items(Mode.CAFE)]
    assert order.index("may_i_use_name") == order.index("who_else") + 1


def test_ticks_of_items_that_do_not_fit_any_more_do_not_count() -> None:
    items = checklist.items(Mode.PHONE)
    assert checklist.progress(items, {"read_profile", "offer_coffee"}) == (1, len(items))
