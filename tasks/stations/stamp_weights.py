"""What infra/training made of stamps: the nets' weights, the words and the forms that are laid on faded ones (secrecy_net.npz)."""

from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tasks.core.scan.stamps.secrecy_fit import Kernels, sized
from tasks.core.scan.stamps.secrecy_kernels import Forms

_FILE = Path(__file__).with_name("secrecy_net.npz")


@lru_cache(maxsize=1)
def net() -> dict[str, NDArray[np.float32]]:
    """All that infra/training made, by name."""
    with np.load(_FILE) as stored:
        return {name: stored[name].astype(np.float32) for name in stored.files}


@lru_cache(maxsize=1)
def stamp_words() -> Kernels:
    """The words of stamps that infra/training drew, in every size."""
    words = {name: np.float32(1 / 255) * word for name, word in net().items() if name.startswith("word_")}
    return sized({name.removeprefix("word_"): word for name, word in words.items()})


@lru_cache(maxsize=1)
def forms() -> Forms:
    """The forms of stamps that infra/training drew; nothing else is unpacked for them."""
    with np.load(_FILE) as stored:
        return Forms(
            {name.removeprefix("form_"): stored[name].astype(np.uint8) for name in stored.files if name.startswith("form_")}
        )
