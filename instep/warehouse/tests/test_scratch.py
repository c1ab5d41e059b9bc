"""A folder of work is gone with its process, also when that was killed."""

import subprocess
import sys
from pathlib import Path

from instep.warehouse.scratch import LOCK, scratch, sweep

HOLD = """
import sys
from pathlib import Path
from instep.warehouse.scratch import scratch
with scratch(inside=Path(sys.argv[1])) as folder:
    (folder / "half.csv").write_text("id")
    print(folder, flush=True)
    sys.stdin.read()
"""


def test_what_a_killed_process_left_goes_and_what_is_in_use_stays(tmp_path: Path) -> None:
    (tmp_path / "instep-home").mkdir()
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with (
        scratch(inside=tmp_path) as mine,
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other,
    ):
        assert other.stdout
        theirs = Path(other.stdout.readline().strip())
        assert sweep(tmp_path) == []
        other.kill()
        other.wait()
        assert sweep(tmp_path) == [theirs]
        assert (mine / LOCK).exists()
    assert [path.name for path in tmp_path.iterdir()] == ["instep-home"]
