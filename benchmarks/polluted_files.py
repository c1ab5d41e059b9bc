"""How many polluted files are read right, right with refusals, or silently different (which must be none)?

`python -m benchmarks.polluted_files [SEED…]` makes some 2,300 files a seed, reads each, and compares with the truth.
"""

import sys
import tempfile
from collections import Counter
from pathlib import Path

from instep.sources.reading.tests.judging import LOST, SILENT, judged
from instep.sources.reading.tests.test_pollution import polluted


def main(seeds: list[int]) -> int:
    verdicts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for seed in seeds:
            for one in polluted(seed):
                verdict, why = judged(one, Path(folder))
                verdicts[verdict] += 1
                if verdict in (SILENT, LOST):
                    print(f"{verdict}: seed {seed}, {one.name}: {why[:200]}")
    total = verdicts.total()
    for verdict, count in verdicts.most_common():
        print(f"{verdict}: {count:,} of {total:,} ({count / total:.1%})")
    return 1 if verdicts[SILENT] or verdicts[LOST] else 0


if __name__ == "__main__":
    raise SystemExit(main([int(seed) for seed in sys.argv[1:]] or [1, 2]))
