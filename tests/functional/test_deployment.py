"""What bureaus deploy: an installation without any network, and files for containers and systemd that hold together."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
import textwrap
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from dockerfile_parse import DockerfileParser

from assistant.settings import PREFIX, ROOT, Settings
from tests.conftest import leave_out, need

DEPLOY = ROOT / "deploy"
NO_SETTINGS = {"db_password", "prot"}  # compose's own variable, and the misspelling that a page warns of
QUESTION = "省级企业技术中心奖励多少"

# Runs where there is no route: builds an index, asks on the command line and over HTTP, and tries to get out.
ISOLATED = """
import json, os, socket, subprocess, sys, time, urllib.request

try:
    socket.create_connection(("192.0.2.1", 80), timeout=2)
    sys.exit("there is a way out")
except OSError:
    pass

run = lambda *words: subprocess.run([sys.executable, "-m", *words], capture_output=True, text=True, timeout=500)
told = {"check": run("index", "check").returncode, "validate": run("assistant", "validate").returncode}
told["ask"] = json.loads(run("assistant", "ask", sys.argv[1], "--json").stdout)
server = subprocess.Popen([sys.executable, "app.py"], stderr=subprocess.DEVNULL)
site = f"http://127.0.0.1:{os.environ['HUIQI_PORT']}"
for _ in range(2400):
    try:
        urllib.request.urlopen(f"{site}/readyz", timeout=5)
        break
    except OSError:
        time.sleep(0.1)
body = json.dumps({"question": sys.argv[1]}).encode()
request = urllib.request.Request(f"{site}/api/v1/ask", body, {"Content-Type": "application/json"})
told["api"] = json.load(urllib.request.urlopen(request, timeout=60))
told["page"] = urllib.request.urlopen(f"{site}/", timeout=60).read().decode()
server.kill()
server.wait()
print(json.dumps(told))
"""


@pytest.fixture
def may_isolate() -> None:
    """Skip where no network namespace with a loopback of its own can be made."""
    need("util-linux", shutil.which("unshare") is not None)
    need("iproute2", shutil.which("ip") is not None)
    tried = subprocess.run(["unshare", "--net", "ip", "link", "set", "lo", "up"], capture_output=True)
    if tried.returncode:
        leave_out("needs the right to make a network namespace, which root has")


@pytest.mark.usefixtures("may_isolate")
def test_it_works_where_there_is_no_network(site_settings: Settings, tmp_path: Path) -> None:
    script = tmp_path / "isolated.py"
    script.write_text(ISOLATED, encoding="utf-8")
    own = {
        "HUIQI_CORPUS_DIR": str(site_settings.corpus_dir),
        "HUIQI_INDEX_DIR": str(site_settings.index_dir),
        "HUIQI_DATABASE_URL": f"sqlite:///{tmp_path / 'records.sqlite3'}",
        "HUIQI_PORT": "7860",  # in a namespace of its own it is free
        "PYTHONPATH": str(ROOT),
    }
    inside = f'ip link set lo up && exec "{sys.executable}" "{script}" "{QUESTION}"'
    done = subprocess.run(
        ["unshare", "--net", "sh", "-c", inside], cwd=ROOT, env=os.environ | own, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["check"], told["validate"]) == (0, 0)
    assert told["ask"]["status"] == "answered" and "50万元" in told["ask"]["text"]
    assert told["api"] == told["ask"]
    outside = re.findall(r"""(?:src|href)=["'](?:https?:)?//(?!127\.0\.0\.1)[^"']+""", told["page"])
    assert not outside, "the page names another server"


def settings_named(text: str) -> set[str]:
    return {name.lower() for name in re.findall(rf"{PREFIX}([A-Z_]+)", text)}


@pytest.mark.parametrize("name", ["Dockerfile", "compose.yaml", "huiqi.service"])
def test_files_name_settings_that_there_are(name: str) -> None:
    named = settings_named((DEPLOY / name).read_text(encoding="utf-8")) - NO_SETTINGS
    assert named and named <= set(Settings.model_fields)


@pytest.mark.parametrize("page", sorted(path.name for path in (ROOT / "docs").glob("*.md")))
def test_documents_name_settings_and_files_that_there_are(page: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    named = settings_named(text) - NO_SETTINGS
    assert named <= set(Settings.model_fields), named - set(Settings.model_fields)
    for link in re.findall(r"\]\(([^)#]+)\)", text):
        assert link.startswith("http") or (ROOT / "docs" / link).exists(), link


def test_containers_run_without_rights() -> None:
    compose: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    app = compose["services"]["app"]
    assert app["read_only"] is True and app["cap_drop"] == ["ALL"]
    assert compose["services"]["milvus"]["profiles"] == ["milvus"]
    used = {volume.partition(":")[0] for service in compose["services"].values() for volume in service["volumes"]}
    assert used == set(compose["volumes"])
    docker = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    last = docker.rpartition("\nFROM ")[2]
    assert "\nUSER huiqi\n" in last and last.startswith("${BASE}\n")
    ignored = set((ROOT / ".dockerignore").read_text(encoding="utf-8").split())
    assert {".git", ".venv", "data", "tests"} <= ignored and not {"corpus", "assistant", "index", "app.py"} & ignored


INSTRUCTIONS = {
    "ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "RUN", "SHELL",
    "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
}  # fmt: skip


def test_the_image_is_built_from_what_is_there(tmp_path: Path) -> None:
    """Not a build, for which CI has no engine: every instruction is one, every path and stage that it names exists."""
    parser = DockerfileParser(fileobj=io.BytesIO((DEPLOY / "Dockerfile").read_bytes()))
    stages: list[str] = []
    for found in parser.structure:
        instruction, value = found["instruction"], found["value"]
        assert instruction in INSTRUCTIONS | {"COMMENT"}, value
        if instruction == "FROM":
            assert value.startswith("${BASE}")
            stages += re.findall(r" AS (\w+)$", value)
        elif instruction == "COPY" and (stage := re.match(r"--from=(\w+) ", value)):
            assert stage[1] in stages
        elif instruction == "COPY":
            *sources, _ = value.split()
            assert sources and all((ROOT / source).exists() for source in sources)
        elif instruction in ("CMD", "HEALTHCHECK"):
            words = json.loads(value[value.index("[") :])
            assert words[0] == ".venv/bin/python"
            if words[1] == "-c":
                compile(words[2], "HEALTHCHECK", "exec")
            else:
                assert (ROOT / words[1]).exists()
        elif instruction == "RUN" and "python -m venv" in value:
            assert set(re.findall(r"(\S+\.txt)", value)) == {"constraints.txt"}
    assert "BASE=python:3.11-slim" in {found["value"] for found in parser.structure if found["instruction"] == "ARG"}
    arguments = {found["value"].partition("=")[0] for found in parser.structure if found["instruction"] == "ARG"}
    used = set(re.findall(r"\$\{(\w+)\}", (DEPLOY / "Dockerfile").read_text(encoding="utf-8")))
    assert used == arguments
    extras = next(f["value"] for f in parser.structure if f["value"].startswith("EXTRAS=")).partition("=")[2]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert set(extras.split(",")) <= set(project["optional-dependencies"])


def test_services_name_services_and_files_that_there_are() -> None:
    compose: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    assert set(compose) == {"name", "services", "volumes"}
    for name, service in compose["services"].items():
        assert ("image" in service or "build" in service) and service["restart"] == "unless-stopped", name
        for other, condition in service.get("depends_on", {}).items():
            assert condition == {"condition": "service_healthy"} and "healthcheck" in compose["services"][other]
    build = compose["services"]["app"]["build"]
    assert (DEPLOY / build["context"] / build["dockerfile"]).resolve() == DEPLOY / "Dockerfile"
    asked = compose["services"]["app"]["environment"]
    assert "@db/" in asked["HUIQI_DATABASE_URL"] and "db" in compose["services"]
    port = Settings.model_fields["port"].default
    assert compose["services"]["app"]["ports"] == [f"127.0.0.1:{port}:{port}"]


def test_the_unit_is_one_that_systemd_takes(tmp_path: Path) -> None:
    need("systemd", shutil.which("systemd-analyze") is not None)
    text = (DEPLOY / "huiqi.service").read_text(encoding="utf-8").replace("/opt/huiqi/.venv/bin/python", "/bin/true")
    unit = tmp_path / "huiqi.service"
    unit.write_text(text.replace("User=huiqi\nGroup=huiqi\n", ""), encoding="utf-8")
    done = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True)
    assert done.returncode == 0 and "Unknown" not in done.stderr, textwrap.shorten(done.stderr, 500)
