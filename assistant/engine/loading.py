"""Which model is wished for, with which settings it is loaded, and what a crash says about these."""

from __future__ import annotations

import msgspec

from assistant.engine.process import Exit
from assistant.engine.protocol import Load
from assistant.engine.safety import EngineSafety, Finding, next_finding, overridden
from assistant.engine.values import Build, LoadSettings


class LoadPlan:
    """The supervisor's memory of the load: it outlives the children.

    A crash during a load, or before the model has produced anything, is evidence against the settings: the
    engine evaluates a few tokens within the load, so what crashes always crashes there. Later crashes have
    other reasons. What made a crashing load succeed becomes a finding only then.
    """

    def __init__(self, safety: EngineSafety) -> None:
        self.wish: Load | None = None
        """The last load, as it was asked for; repeated when the child has died."""
        self.settings = LoadSettings()
        """Those in use: the wished ones with the findings applied."""
        self.findings: tuple[Finding, ...] = ()
        self._safety = safety
        self._build: Build | None = None
        self._trial: list[Finding] = []
        self._trial_ends_with_text = False
        self._proven: tuple[str, LoadSettings] | None = None

    def begin(self, load: Load, build: Build) -> Load:
        """The load to send to a child of this build."""
        wish = msgspec.structs.replace(load, job=0)
        if wish != self.wish:
            self.drop()
            self.wish = wish
        self._build = build
        self.findings = (*self._safety.applicable(load.path, build), *self._trial)
        self.settings = overridden(load.settings, self.findings)
        return msgspec.structs.replace(load, settings=self.settings)

    def drop(self) -> None:
        """No model is wished for any more."""
        self.wish = None
        self._trial = []

    def loaded(self) -> list[Finding]:
        """The load has succeeded; returns what was learnt by it."""
        return [] if self._trial_ends_with_text else self._learn()

    def produced(self) -> list[Finding]:
        """The model has produced something; returns what was learnt by it."""
        if self.wish is not None:
            self._proven = (self.wish.path, self.settings)
        return self._learn()

    def died(self, died: Exit, *, loading: bool, producing: bool) -> bool:
        """The child has died; True if the same is to be tried again, with a safer setting.

        ``loading``: during the load; ``producing``: before the first output of a job.
        """
        finding: Finding | None = None
        if self.wish is not None and self._build is not None:
            proven = self._proven == (self.wish.path, self.settings)
            if loading or (producing and died.kind == "crash" and not proven):
                finding = next_finding(self.settings, died, self._trial, self.wish.path, self._build)
        if finding is None:
            self._trial = []
            return False
        self._trial.append(finding)
        self._trial_ends_with_text = not loading
        return True

    def _learn(self) -> list[Finding]:
        learnt, self._trial = self._trial, []
        if learnt:
            self._safety.learn(learnt)
        return learnt
