"""The benchmark of a served embedding: that its server is begun and ended as it should be, and what it prints."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import httpx
import pytest

from assistant.settings import Settings
from benchmarks import embedding_server
from benchmarks.embedding_server import compare, read_questions, serving, time_query

QUESTION = "省级企业技术中心奖励多少"
SERVER = """#!{python}
import json, os, sys
from http.server import BaseHTTPRequestHandler, HTTPServer
class Told(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps([sys.argv[1:], os.environ["OMP_WAIT_POLICY"]]).encode())
    def log_message(self, *told):
        pass
options = dict(zip(sys.argv[1::2], sys.argv[2::2]))
HTTPServer((options["--host"], int(options["--port"])), Told).serve_forever()
"""


def write(file: Path, text: str) -> Path:
    file.write_text(text, encoding="utf-8")
    file.chmod(0o755)
    return file


def test_the_server_is_begun_for_one_kind_of_text_on_the_loopback_and_ended(tmp_path: Path) -> None:
    with serving(write(tmp_path / "serve", SERVER.format(python=sys.executable)), "passage") as url:
        options, policy = httpx.get(url, timeout=30).json()
    assert url.startswith("http://127.0.0.1:") and url.endswith("/v1")
    assert options[:2] == ["--host", "127.0.0.1"] and options[-2:] == ["--default-type", "passage"]
    assert policy == "passive"
    with pytest.raises(httpx.ConnectError):
        httpx.get(url, timeout=30)


def test_a_server_that_ends_is_told(tmp_path: Path) -> None:
    with pytest.raises(SystemExit), serving(write(tmp_path / "serve", "#!/bin/sh\nexit 1\n"), "query"):
        pass


def test_each_side_is_a_row_by_the_command_itself(
    built_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = {"id": "1", "kind": "amount", "turns": [QUESTION], "status": "answered", "clauses": ["二（一）"]}
    cases = tmp_path / "cases.jsonl"
    cases.write_text(json.dumps(case, ensure_ascii=False), encoding="utf-8")
    settings = Settings.model_validate({"index_dir": built_index})
    monkeypatch.setattr(embedding_server, "SHARES", (0.3,))
    rows = list(compare(cases, settings, settings.model_copy(update={"dense_share": 0.2})))
    assert [row.split(" | ")[:3] for row in rows] == [["| embedded", "0.3", "1.000"], ["| None", "0.3", "1.000"]]
    assert read_questions(cases) == case["turns"]
    assert 0 < time_query(settings, [QUESTION]) < 10_000
