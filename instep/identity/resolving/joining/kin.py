"""Which entities belong together without being one: a parent company and its subsidiaries?"""

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from instep.identity.resolving.joining.clusters import Numbers


def groups(entities: Numbers, one: Numbers, other: Numbers) -> Numbers:
    """For each record the smallest record of its group, from the pairs that are kin."""
    here, there = np.concatenate([entities, entities[one]]), np.concatenate([np.arange(len(entities)), entities[other]])
    ties = coo_matrix((np.ones(len(here), np.int8), (here, there)), (len(entities), len(entities)))
    component = connected_components(ties, directed=False)[1]
    _, first, where = np.unique(component, return_index=True, return_inverse=True)
    return np.asarray(first[where], np.int64)
