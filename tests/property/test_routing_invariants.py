"""What must hold of every letter: one delivery for a recipient, only recipients that something printed names, nothing lost."""

from functools import lru_cache

from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.letter import Document
from schemas.routing import Routing, RoutingPolicy
from tasks.core.registry.registry import Registry
from tasks.core.routing.route import route
from tasks.stations.routing import load_registry
from tests.unit.routing.made import directive, document

LETTER = "sha256:" + "5" * 64
ITEMS = [
    "Như trên",
    "Sở Y tế",
    "Các sở, ban, ngành cấp tỉnh",
    "UBND các huyện, thị xã, thành phố",
    "CT, các PCT. UBND tỉnh",
    "Lãnh đạo Văn phòng",
    "Bộ Y tế",
    "Các đ/c Tỉnh ủy viên",
    "Sở Mây và Sở Gió",
    "Như Điều 3",
    "Lưu: VT, KGVX (3)",
    "Phòng KGVX",
    "Báo, Đài PT&TH tỉnh",
    "Website",
    "UBND huyện Châu Thành",
    "VPCP: BTCN, các PCN, các Vụ: TH, NC",
    "Tỉnh ủy, UBND các tỉnh, TP trực thuộc TW",
    "Giám đốc, các PGĐ Sở",
]
ISSUERS = [
    None,
    "kien-giang/ubnd",
    "kien-giang/vp-ubnd",
    "long-an/so-y-te",
    "ninh-thuan/tinh-uy",
    "tw/vpcp",
    "kien-giang/chau-thanh/ubnd",
]


def letter_of(issuer: str | None, to: tuple[str, ...], recipients: tuple[str, ...], charged: list[str], on: str | None) -> Document:
    directives = tuple(directive(lead, ("Sở Nội vụ",), "2021-10-01") for lead in charged)
    return document(issuer, to=to, recipients=recipients, directives=directives, issued_on=on)


items = st.lists(st.sampled_from(ITEMS) | st.text(max_size=30), max_size=5).map(tuple)
leads = st.sampled_from(["Sở Y tế", "các địa phương", "Các sở, ban, ngành cấp tỉnh", "UBND huyện An Biên"])
letters = st.builds(
    letter_of,
    st.sampled_from(ISSUERS),
    items,
    items,
    st.lists(leads, max_size=2),
    st.sampled_from(["2021-09-06", "2025-08-04", None]),
)


@lru_cache(maxsize=1)
def registry() -> Registry:
    return load_registry()


def decide(letter: Document, **policy: object) -> Routing:
    return route(LETTER, [letter], registry(), RoutingPolicy.model_validate(policy))[1]


@given(letters)
@settings(max_examples=150, deadline=None)
def test_every_delivery_has_its_words_and_stands_alone(letter: Document):
    routing = decide(letter)
    printed = {item.raw for item in (*letter.addressees, *letter.printed_recipients)}
    charged = {one.raw for given in letter.directives for one in (*given.lead, *given.cooperating)}
    ids = [delivery.recipient_id for delivery in routing.deliveries]
    assert len(set(ids)) == len(ids)
    for delivery in routing.deliveries:
        assert delivery.because
        assert {reason.raw for reason in delivery.because} <= printed | charged
        assert delivery.queue == registry().entries[delivery.recipient_id].queue


@given(letters)
@settings(max_examples=100, deadline=None)
def test_the_same_letter_is_always_decided_the_same(letter: Document):
    assert decide(letter) == decide(letter)


@given(letters)
@settings(max_examples=100, deadline=None)
def test_serving_one_body_alone_loses_nobody(letter: Document):
    routing = decide(letter)
    everyone = {delivery.recipient_id for delivery in routing.deliveries} | {one.recipient_id for one in routing.outside}
    mine = decide(letter, own_organisation="kien-giang/vp-ubnd")
    assert {d.recipient_id for d in mine.deliveries} | {o.recipient_id for o in mine.outside} == everyone


@given(letters)
@settings(max_examples=100, deadline=None)
def test_every_printed_item_ends_somewhere(letter: Document):
    """Each item that has letters is delivered, waits for a person, is outside, or is left alone for a reason."""
    routing = decide(letter)
    ends = {reason.raw for delivery in routing.deliveries for reason in delivery.because}
    ends |= {item.raw for item in routing.unresolved} | {item.raw for item in routing.not_routed}
    ends |= {item.raw for item in routing.outside}
    for item in (*letter.addressees, *letter.printed_recipients):
        if any(char.isalpha() for char in item.raw):
            assert any(end in item.raw for end in ends), item.raw
