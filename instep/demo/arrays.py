"""What do the sample company's columns hold? Numpy arrays, named by what is in them."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Texts = npt.NDArray[np.object_]


def texts(values: list[str]) -> Texts:
    """Words as an array that can be picked from by position."""
    return np.array(values, dtype=object)


def logistic(logit: Floats) -> Floats:
    return 1 / (1 + np.exp(-logit))
