"""What is left when a process is killed at any step? One that dies before it changes the disk for the nth time."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

KILLED = """
import importlib, os, signal, sys
from pathlib import Path

module, name = sys.argv[1].split(":")
act = getattr(importlib.import_module(module), name)
CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir"}
left = 0

def count(event, told):
    global left
    if event in CHANGES or (event == "open" and isinstance(told[1], str) and "w" in told[1]):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

for line in sys.stdin:
    step, _, home = line.rstrip().partition(" ")
    if os.fork() == 0:
        left = int(step)
        sys.addaudithook(count)
        act(Path(home))
        os._exit(0)
    _, status = os.wait()
    print(int(os.WIFSIGNALED(status)), flush=True)
"""


@dataclass(frozen=True)
class Killer:
    """Does something with a home (`module:function`, imported once) in a process that dies at a given step."""

    process: "subprocess.Popen[str]"

    def is_killed(self, home: Path, step: int) -> bool:
        """Whether it came as far as this step."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{step} {home}\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip() == "1"


@contextmanager
def killer(act: str) -> Iterator[Killer]:
    words = [sys.executable, "-W", "ignore", "-c", KILLED, act]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Killer(process)
        process.kill()
