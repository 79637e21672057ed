"""No item of Nơi nhận is passed over in silence; titles that say no body are known as such."""

import pytest

from schemas.routing import RoutingPolicy
from tasks.core.letter.vocabulary.usual_items import KNOWN_ITEMS
from tasks.core.routing.route import route
from tasks.core.routing.unnamed import is_role_without_body
from tasks.stations.routing import load_registry
from tests.unit.routing.made import document


@pytest.mark.parametrize("file_copies", [True, False])
def test_every_item_is_delivered_or_asked_about_or_stands_with_its_reason(file_copies: bool):  # noqa: FBT001
    silent = []
    for item in KNOWN_ITEMS:
        letter = document("kien-giang/so-y-te", recipients=(item,))
        routing = route("sha256:x", [letter], load_registry(), RoutingPolicy(file_copies=file_copies))[1]
        if not (routing.deliveries or routing.unresolved or routing.outside or routing.not_routed):
            silent.append(item)
    assert silent == []


@pytest.mark.parametrize(
    ("words", "alone"),
    [
        ("Chuyên viên nghiên cứu", True),
        ("Chánh, Phó CVP", True),
        ("đ/c Phó Giám đốc phụ trách", True),
        ("Trưởng các phòng liên quan", True),
        ("Chánh Văn phòng Huyện ủy", False),
        ("Phó Giám đốc Sở Mây", False),
        ("Chủ tịch", False),
        ("Phòng Tổ chức", False),
    ],
)
def test_titles_alone(words: str, alone: bool):  # noqa: FBT001
    assert is_role_without_body(words) is alone
