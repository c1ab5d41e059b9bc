"""How do two records of one company usually compare, before these very records were looked at?

Shares of the pairs where both say something. Few records change little about them, many make them forgotten.
"""

EXPECTED: tuple[dict[int, float], ...] = (
    {1: 0.01, 2: 0.002, 3: 0.09, 4: 0.03, 5: 0.04, 6: 0.01, 7: 0.01, 8: 0.005, 16: 0.8},
    {1: 0.02, 2: 0.01, 3: 0.01, 4: 0.04, 15: 0.002, 16: 0.92},
    {1: 0.1, 2: 0.02, 16: 0.88},
    {1: 0.05, 2: 0.1, 3: 0.03, 4: 0.1, 16: 0.5, 17: 0.22},
    {1: 0.02, 2: 0.48, 15: 0.5},
    {1: 0.05, 2: 0.05, 16: 0.9},
)
