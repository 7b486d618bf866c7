"""A guard that never fails a test guards nothing: each is shown a test with the defect it is there for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Run = Callable[[str], pytest.RunResult]


@pytest.fixture
def run(pytester: pytest.Pytester, pytestconfig: pytest.Config) -> Run:
    """Run test functions under the guards, in a process of their own."""

    def run(source: str) -> pytest.RunResult:
        pytester.makepyprojecttoml(f"[tool.pytest.ini_options]\npythonpath = ['{pytestconfig.rootpath}']")
        pytester.makepyfile(source)
        plugins = ("tests.guards.leaks", "tests.guards.logs", "tests.guards.network", "no:cacheprovider")
        return pytester.runpytest_subprocess(*(option for name in plugins for option in ("-p", name)))

    return run


@pytest.mark.parametrize(
    "attempt",
    [
        "socket.create_connection(('192.0.2.1', 80), timeout=1)",
        "socket.getaddrinfo('models.example', 443)",
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'?', ('192.0.2.1', 53))",
    ],
)
def test_a_swallowed_connection_still_fails_the_test(run: Run, attempt: str) -> None:
    result = run(f"""
        import socket

        def test_phones_home():
            try:
                {attempt}
            except OSError:
                pass
    """)
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(["The test tried to reach the network: *"])


def test_loopback_is_allowed(run: Run) -> None:
    run("""
        import socket

        def test_local():
            with socket.create_server(("127.0.0.1", 0)) as server:
                socket.create_connection(("127.0.0.1", server.getsockname()[1])).close()
    """).assert_outcomes(passed=1)


def test_an_unexpected_warning_in_the_log_fails_the_test(run: Run) -> None:
    result = run("""
        import logging

        def test_noisy():
            logging.getLogger("somewhere").warning("the disk is full")

        def test_expected(expected_logs):
            expected_logs("disk is .*full")
            logging.getLogger("somewhere").warning("the disk is nearly full")

        def test_expected_in_vain(expected_logs):
            expected_logs("disk is .*full")
    """)
    result.assert_outcomes(passed=3, errors=2)
    result.stdout.fnmatch_lines(["unexpected WARNING from somewhere: the disk is full"])


@pytest.mark.parametrize(
    ("defect", "sentence"),
    [
        ("subprocess.Popen([sys.executable, '-c', 'input()'], stdin=subprocess.PIPE)", "process *"),
        ("threading.Thread(target=threading.Event().wait, name='forgotten', daemon=True)", "thread *"),
        ("QTimer(interval=60_000)", "QTimer of 60000 ms*"),
        ("QThread(objectName='late')", "QThread 'late'*"),
    ],
)
def test_what_is_left_running_fails_the_test(run: Run, defect: str, sentence: str) -> None:
    result = run(f"""
        import subprocess, sys, threading
        import pytest
        from PySide6.QtCore import QCoreApplication, QThread, QTimer
        from tests.guards import leaks

        leaks._GRACE_S = 0.1
        keep = []

        @pytest.fixture(scope="session", autouse=True)
        def application():
            yield QCoreApplication([])
            for thing in keep:
                if isinstance(thing, QThread):
                    thing.quit()
                    thing.wait()

        def test_forgets():
            keep.append({defect})
            if not isinstance(keep[0], subprocess.Popen):
                keep[0].start()
    """)
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines([f"The test left running: {sentence}"])


def test_what_a_wider_fixture_runs_is_tolerated(run: Run) -> None:
    run("""
        import subprocess, sys
        import pytest

        @pytest.fixture(scope="session")
        def engine():
            with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
                yield child
                child.stdin.write(b"\\n")

        def test_uses_it(engine):
            assert engine.poll() is None
    """).assert_outcomes(passed=1)
