"""Signers' names spelt as their letters look: on rows that are drawn here, with what the engine made of them."""

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from schemas.page import Zone
from tasks.core.scan.words import name_spelling
from tasks.core.scan.words.assemble import Token
from tasks.core.scan.words.name_net import HATS, SIGNS, TONES, Chances, answers, chances, together
from tasks.stations.name_spelling import weights, with_spelled_names
from tests.drawn import BOLD

LEFT, BASELINE, SIZE = 80, 130, 58  # 14 points at 300 dpi


def row_of(printed: str, read: dict[str, str] | None = None, sure: float = 0.8) -> tuple[list[Token], np.ndarray]:
    """A name in bold print, and the engine's words for it: as printed and sure, but those in `read`."""
    image = Image.new("L", (1200, 220), 255)
    draw, font, x = ImageDraw.Draw(image), ImageFont.truetype(str(BOLD), SIZE), float(LEFT)
    tokens = []
    for word in printed.split():
        draw.text((x, BASELINE), word, font=font, fill=20, anchor="ls")
        left, top, right, bottom = font.getbbox(word, anchor="ls")
        text = (read or {}).get(word, word)
        box = (x + left, BASELINE + top, x + right, BASELINE + bottom)
        tokens.append(Token(text, 0.96 if text == word else sure, *box, Zone.FOOT_RIGHT, (0,)))
        x += font.getlength(word + " ")
    return tokens, np.asarray(image)


def spelled(tokens: list[Token], image: np.ndarray, seen: np.ndarray | None = None) -> list[Token]:
    return with_spelled_names(tokens, image, image if seen is None else seen)


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("Lò Văn Hiển", {"Hiển": "Hiến"}),
        ("Tòng Thị Kiều", {"Tòng": "Tống"}),
        ("Giàng Seo Phử", {"Giàng": "Giảng"}),
        ("Võ Diệu Hà", {"Diệu": "Điệu"}),
        ("Trà Kim Khoa", {"Trà": "Tạ"}),
    ],
)
def test_a_word_that_was_misread_is_spelt_as_its_letters_look(printed, read):
    assert " ".join(token.text for token in spelled(*row_of(printed, read))) == printed


def test_a_name_that_was_read_right_stays_and_is_no_less_sure():
    tokens, image = row_of("Nguyễn Thị Cẩm Nhung")
    done = spelled(tokens, image)
    assert [token.text for token in done] == [token.text for token in tokens]
    assert all(after.confidence >= before.confidence for after, before in zip(done, tokens, strict=True))


def test_a_rare_word_stays_beside_a_usual_one_of_its_letters():
    tokens, image = row_of("Lừ Văn Nhừng")
    assert [token.text for token in spelled(tokens, image)] == ["Lừ", "Văn", "Nhừng"]


def test_a_mark_that_went_with_the_seal_is_seen_with_it():
    tokens, seen = row_of("Chảo Thị Hoa", {"Chảo": "Chao"}, sure=0.6)
    lifted = seen.copy()
    lifted[: BASELINE - 31, 130:200] = 255  # the hook is gone
    done = spelled(tokens, lifted, seen)
    assert done[0].text == "Chảo" or done[0].confidence < 0.5


@pytest.mark.parametrize(("sure", "text"), [(0.89, "Tuần"), (0.6, "Tuân")])
def test_where_another_spelling_is_as_likely_a_word_rather_well_read_stays(monkeypatch, sure, text):
    near = name_spelling.Told("Tuân", 0.6, -0.3, 0.0)
    monkeypatch.setattr(name_spelling, "told", lambda *_, **__: near)
    done = spelled(*row_of("Trần Hoàng Tuấn", {"Tuấn": "Tuần"}, sure=sure))
    assert (done[-1].text, done[-1].confidence) == (text, 0.2)


def test_what_the_net_of_rows_read_well_too_is_not_asked_about(monkeypatch):
    near = name_spelling.Told("Tuân", 0.6, -0.3, 0.0)
    monkeypatch.setattr(name_spelling, "told", lambda *_, **__: near)
    tokens, image = row_of("Trần Hoàng Tuấn", {"Tuấn": "Tuần"}, sure=0.89)
    assert with_spelled_names(tokens, image, image, twice=True) == tokens


def test_where_nothing_is_seen_nothing_is_changed():
    tokens, image = row_of("Nguyễn Văn Bình", {"Bình": "Binh"})
    assert spelled(tokens, np.full_like(image, 255)) == tokens


def test_rows_of_other_zones_and_titles_are_left_alone():
    tokens, image = row_of("Lò Văn Hiển", {"Hiển": "Hiến"})
    listed = [replace(token, zone=Zone.FOOT_LEFT) for token in tokens]
    assert spelled(listed, image) == listed
    title, image = row_of("GIÁM ĐỐC", {"GIÁM": "GIẢM"})
    assert spelled(title, image) == title


def test_answers_part_a_word_into_letters_hats_and_tones():
    assert [(SIGNS[sign], hat, tone) for sign, hat, tone in answers("Đường")] == [
        ("Đ", -1, -1),
        ("u", HATS.index("\u031b"), 0),
        ("o", HATS.index("\u031b"), TONES.index("\u0300")),
        ("n", -1, -1),
        ("g", -1, -1),
    ]


def test_chances_are_chances_and_two_looks_are_their_mean():
    one = chances(np.zeros((3, 32, 24), np.float32), weights())
    assert one.signs.shape == (3, len(SIGNS))
    assert np.allclose(np.exp(one.tones).sum(axis=1), 1, atol=1e-4)
    sure, unsure = np.log(np.array([[0.9, 0.1]], np.float32)), np.log(np.array([[0.1, 0.9]], np.float32))
    mean = together([Chances(sure, sure, sure), Chances(unsure, unsure, unsure)])
    assert np.allclose(np.exp(mean.signs), 0.5, atol=1e-4)


def test_two_words_that_were_read_as_one_lose_none():
    tokens, image = row_of("Lý Thu Yến", {"Lý": "Lý-Títj"})
    assert spelled(tokens, image)[0].text == "Lý-Títj"
