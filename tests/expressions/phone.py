"""The phone's evaluator, asked line by line in one Node process."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


class Phone:
    """`with Phone() as phone: phone.answer({"tree": …, "values": …})`."""

    def __enter__(self) -> Phone:
        node = shutil.which("node")
        assert node, "Node is needed: make setup installs it"
        self.node = subprocess.Popen(
            [node, ROOT / "frontend/scripts/expression.mjs"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        return self

    def __exit__(self, *_: object) -> None:
        self.node.stdin.close()
        assert self.node.wait(30) == 0

    def answer(self, line: dict[str, Any]) -> dict[str, Any]:
        return self.tell(json.dumps(line))

    def tell(self, line: str) -> dict[str, Any]:
        self.node.stdin.write(line + "\n")
        self.node.stdin.flush()
        return json.loads(self.node.stdout.readline())
