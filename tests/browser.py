"""A headless Chromium, driven through chromedriver by the W3C WebDriver protocol."""

from __future__ import annotations

import json
import subprocess
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

__all__ = ["RIGHT", "Browser", "open_browser"]

RIGHT = "\ue014"
"""The key that moves a slider one step up."""
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
_FLAGS = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage"),
)


class Browser:
    """One browser window."""

    def __init__(self, address: str, profile: str) -> None:
        self._address = address
        options = {"args": [*_FLAGS, f"--user-data-dir={profile}"]}
        wanted = {
            "capabilities": {"alwaysMatch": {"goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}}}
        }
        self._session = f"/session/{self._send('/session', wanted)['sessionId']}"

    def _send(self, path: str, body: dict[str, Any] | None = None, method: str = "POST") -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            self._address + path, data, {"Content-Type": "application/json"}, method=method
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["value"]

    def open(self, address: str) -> None:
        """Load a page."""
        self._send(f"{self._session}/url", {"url": address})

    def run(self, script: str) -> Any:
        """Run the body of a JavaScript function in the page and return its value."""
        return self._send(f"{self._session}/execute/sync", {"script": script, "args": []})

    def press(self, selector: str, keys: str) -> None:
        """Press keys on an element."""
        found = self._send(f"{self._session}/element", {"using": "css selector", "value": selector})
        self._send(f"{self._session}/element/{found[_ELEMENT]}/value", {"text": keys})

    def command(self, name: str, **parameters: Any) -> None:
        """Send a command of the Chrome DevTools protocol."""
        self._send(f"{self._session}/goog/cdp/execute", {"cmd": name, "params": parameters})

    def complaints(self) -> list[str]:
        """Return what the console has said since the last call."""
        return [entry["message"] for entry in self._send(f"{self._session}/se/log", {"type": "browser"})]

    def close(self) -> None:
        """End the session and with it the browser."""
        self._send(self._session, method="DELETE")


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Start chromedriver on a free port and open one browser window."""
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile,
        subprocess.Popen(["chromedriver", "--port=0"], stdout=subprocess.PIPE, text=True) as driver,
    ):
        try:
            assert driver.stdout is not None
            started = next((line for line in driver.stdout if "started successfully on port" in line), None)
            assert started is not None, "chromedriver did not start"
            browser = Browser(f"http://127.0.0.1:{started.split()[-1].rstrip('.')}", profile)
            try:
                yield browser
            finally:
                browser.close()
        finally:
            driver.terminate()
