"""A short form of load.py, in a process of its own, so that nothing else takes memory."""

import subprocess
import sys
from pathlib import Path


def test_eight_threads_get_the_answers_of_one() -> None:
    said = subprocess.run([sys.executable, Path(__file__).with_name("load.py"), "8", "48"], capture_output=True, text=True)
    assert said.returncode == 0 and ": 0 wrong answers" in said.stdout, said.stdout + said.stderr
