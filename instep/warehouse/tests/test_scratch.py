"""A folder of work is gone with its process, also when that was killed."""

import subprocess
import sys
from pathlib import Path

from instep.warehouse.scratch import LOCK, nameless, scratch, sweep, working_in

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


def test_work_lies_where_the_whole_of_it_is_done(tmp_path: Path) -> None:
    with working_in(tmp_path), working_in(tmp_path / "trial"):
        with scratch() as folder, nameless() as file:
            assert folder.parent == tmp_path
            assert file.fileno()
        assert list(tmp_path.iterdir()) == []
    with working_in(tmp_path / "not there"), scratch() as folder:
        assert folder.parent != tmp_path
