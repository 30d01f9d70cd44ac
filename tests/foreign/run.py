"""Starts a real server, lets programs that we did not write call it, and stops it again."""

import argparse
import base64
import json
import os
import re
import secrets
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
import uuid
from pathlib import Path

from blake3 import blake3

HERE = Path(__file__).parent
WORDS = "mörkt vid bron"
AREA = {
    "type": "Polygon",
    "coordinates": [[[24.93, 60.16], [24.96, 60.16], [24.96, 60.18], [24.93, 60.16]]],
}
CHECKS = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "unsupported_method",
]


class Server:
    """A server of its own folder, and a walk that was planned on it."""

    def __init__(self, program: str, folder: Path) -> None:
        self.log = (folder / "server.log").open("w+")
        self.environment = os.environ | {
            "LYKTA_DATA": str(folder / "data"),
            "LYKTA_LISTEN": "127.0.0.1:0",
            "LYKTA_LOG": "info,lykta_server=trace",
            "LYKTA_LOG_FORMAT": "json",
        }
        self.program = program
        self.process = subprocess.Popen(
            [program, "serve"],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=self.log,
            text=True,
        )
        said = self.process.stdout.readline()
        self.url = said.removeprefix("listening on ").strip()
        self.walk, self.code = self.plan(folder)
        self.photos = folder / "data" / "photos" / self.walk

    def plan(self, folder: Path) -> tuple[str, str]:
        area = folder / "area.geojson"
        area.write_text(json.dumps(AREA))
        now = time.time()
        moment = lambda seconds: time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(now + seconds))
        command = [self.program, "walk", "create", "--name", "Kvällsvandring", "--area", str(area)]
        command += ["--starts", moment(-3600), "--ends", moment(3600)]
        said = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=True
        ).stdout
        walk = re.search(r"^walk (\S+)", said, re.M).group(1)
        code = re.search(r"^leader .*#([\w-]+)", said, re.M).group(1)
        return walk, code

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(timeout=30)
        if status != 0:
            sys.exit(f"told to stop, the server ended with status {status}")


class Phone:
    """One replica: a new secret, whose hash is its name."""

    def __init__(self, server: Server) -> None:
        secret = secrets.token_bytes(32)
        self.server = server
        self.replica = blake3(secret).hexdigest()[:32]
        self.secret = base64.urlsafe_b64encode(secret).decode().rstrip("=")
        self.authorization = f"Lykta {server.code}.{self.replica}.{self.secret}"

    def sync(self) -> str:
        """Sends one observation by JSON; gives its id."""
        entity = str(uuid.uuid4())
        group = self.package()["groups"][0]["id"]
        fields = {
            "parent": {"value": {"kind": "group", "id": group}},
            "kind": {"value": "unsafe"},
            "words": {"value": WORDS},
        }
        target = {"kind": "observation", "id": entity}
        op = {"v": 1, "replica": self.replica, "seq": 1, "at": 1, "target": target, "fields": fields}
        answer = self.call("/v1/sync", {"protocol": 1, "now": 1, "ops": [json.dumps(op)]})
        state = answer["receipts"][0]
        if state["state"] != "visible":
            sys.exit(f"the observation is not visible: {state}")
        return entity

    def package(self) -> dict:
        return self.call(f"/v1/walks/{self.server.walk}/package", None)

    def call(self, path: str, body: dict | None) -> dict:
        data = None if body is None else json.dumps(body).encode()
        headers = {"Authorization": self.authorization, "Content-Type": "application/json"}
        request = urllib.request.Request(self.server.url + path, data, headers)
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)


def run(command: list[str], server: Server) -> None:
    environment = os.environ | {
        "LYKTA_SERVER": server.url,
        "LYKTA_CODE": server.code,
        "LYKTA_PHOTOS": str(server.photos),
        "SCHEMATHESIS_HOOKS": "hooks",
        "PYTHONPATH": str(HERE),
    }
    if subprocess.run(command, env=environment, cwd=HERE).returncode != 0:
        sys.exit(f"failed: {' '.join(command[:3])}")


def describe(server: Server, bin_folder: Path, examples: int) -> None:
    """Calls the API as its own description allows and as it does not, known and unknown."""
    for authorization in (Phone(server).authorization, None):
        command = [str(bin_folder / "schemathesis"), "run", f"{server.url}/v1/openapi.json"]
        command += ["--checks", ",".join(CHECKS), "--seed", "1", "--max-examples", str(examples)]
        command += ["--header", "Tus-Resumable: 1.0.0", "--no-color"]
        command += ["--request-timeout", "20", "--phases", "examples,coverage,fuzzing"]
        if authorization:
            command += ["--header", f"Authorization: {authorization}"]
        run(command, server)


METRICS = [
    'lykta_ops_taken_in_total{state="visible"} 1',
    'lykta_ops_held{reason="walk_unknown"} 0',
    "lykta_photos_received_total",
    "lykta_photo_bytes_received_total",
    "lykta_photo_copies_waiting",
    "lykta_uploads_open",
    "lykta_commits_total",
    "lykta_commit_seconds",
    "lykta_database_bytes",
]


def read_metrics(server: Server) -> str:
    """What those who run the server are told."""
    with urllib.request.urlopen(f"{server.url}/metrics", timeout=30) as answer:
        metrics = answer.read().decode()
    missing = [name for name in METRICS if name not in metrics]
    if missing:
        sys.exit(f"the metrics lack {missing}")
    return metrics


def check_log(server: Server, metrics: str, unsaid: dict[str, str]) -> None:
    """Nothing in log and metrics tells who did what, however much is logged."""
    server.log.seek(0)
    log = server.log.read()
    if '"route":"/v1/sync"' not in log:
        sys.exit(f"the log does not tell of calls: {log[:500]}")
    for line in log.splitlines():
        json.loads(line)
    for what, text in unsaid.items():
        if text in log or text in metrics:
            sys.exit(f"the log or the metrics tell {what}")


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("program")
    options.add_argument("--examples", type=int, default=25)
    asked = options.parse_args()
    bin_folder = Path(sys.executable).parent
    with tempfile.TemporaryDirectory() as folder:
        server = Server(str(Path(asked.program).resolve()), Path(folder))
        try:
            phone = Phone(server)
            entity = phone.sync()
            run(["node", "--test", "--test-reporter=dot", "tus.test.mjs"], server)
            run([sys.executable, "-m", "unittest", "-q", "test_tuspy"], server)
            metrics = read_metrics(server)
            describe(server, bin_folder, asked.examples)
            server.stop()
            unsaid = {"the code": server.code, "the secret": phone.secret, "words": WORDS}
            unsaid |= {"a replica": phone.replica, "an observation": entity, "a walk": server.walk}
            unsaid |= {f"a photo {n}": path.name[:64] for n, path in enumerate(server.photos.iterdir())}
            check_log(server, metrics, unsaid)
        finally:
            server.process.kill()


if __name__ == "__main__":
    main()
