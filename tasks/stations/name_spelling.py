"""Signers' names spelt as their letters look (see core.scan.words.name_spelling): the net's weights, and which rows are names."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from schemas.page import Zone
from tasks.core.letter.signer.signer_name import as_name
from tasks.core.letter.vocabulary.family_names import FREQUENT, RARE, SPELLED, is_family
from tasks.core.letter.vocabulary.given_names import GIVEN, is_given
from tasks.core.letter.vocabulary.names import is_name
from tasks.core.letter.vocabulary.seldom_given import SELDOM
from tasks.core.letter.vocabulary.whole_name import is_damaged_name
from tasks.core.scan.sheet.paper import Grey
from tasks.core.scan.words import assemble, name_spelling
from tasks.core.scan.words.assemble import Token
from tasks.core.scan.words.name_net import Weights


@cache
def weights() -> Weights:
    """The weights that infra/training/names_train.py made."""
    with np.load(Path(__file__).with_name("name_net.npz")) as stored:
        return {name: stored[name].astype(np.float32) for name in stored.files}


def _worth(word: str, *, first: bool) -> float:
    """How usual a word of a name is: more than any other the family names that nine of ten bear."""
    if first:
        return _OF_MOST if word in FREQUENT else float(is_family(word))
    return 1.0 if is_given(word) or is_family(word) else _OF_FEW if word in SELDOM else 0.0


_OF_MOST, _OF_FEW = 1.4, 0.6
_USUAL = name_spelling.Usual((*SPELLED, *sorted(RARE)), GIVEN, RARE, _worth)


_SURE = 0.85
"""A word is so sure where the net of rows read it well: of 1,067 such words five were wrong."""


def with_spelled_names(tokens: Sequence[Token], image: Grey, seen: Grey, *, twice: bool = False) -> list[Token]:
    """The words of a page, those of names in the signers' column spelt as they look. `image`: without marks; `seen`: with them.

    `twice`: the net of rows read them too, so that what is sure is not asked about.
    """
    told: dict[int, Token] = {}
    for row in assemble.rows_of(list(tokens)):
        if row.zone is Zone.FOOT_RIGHT and (is_name(as_name(row.text)) or is_damaged_name(row.text)):
            asked = [token for token in row.tokens if token.confidence < _SURE or not twice]
            spelled = name_spelling.with_spelling(row.tokens, image, seen, _USUAL, weights()) if asked else []
            told |= {id(old): new for old, new in zip(row.tokens, spelled, strict=bool(asked)) if old in asked}
    return [told.get(id(token), token) for token in tokens]
