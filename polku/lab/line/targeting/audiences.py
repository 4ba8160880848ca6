"""Audiences: named sets of people, which take a while to be ready."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from polku.lab.line.user_ids import Numbers

TAKES_S = 5.0
LIFE_S = 180 * 24 * 3_600
MOST, AT_ONCE, JOBS_SHOWN = 1_000, 10, 50
LEAST = 50  # people of one made of clicks or impressions
HIDDEN_BELOW = 20


@dataclass
class Job:
    id: int
    description: str
    count: int
    created_ms: int
    ends_s: float  # of the clock's patience


@dataclass
class Audience:
    """`kind`: UPLOAD, CLICK or IMP."""

    id: int
    kind: str
    description: str
    created_ms: int
    members: Numbers
    jobs: list[Job] = field(default_factory=list)
    request_id: str = ""
    click_url: str = ""
    is_ifa: bool = False

    def status(self, patience_s: float) -> str:
        """An upload without anybody is never ready."""
        if any(job.ends_s > patience_s for job in self.jobs):
            return "IN_PROGRESS"
        if self.kind == "UPLOAD":
            return "READY" if len(self.members) else "IN_PROGRESS"
        return "READY" if len(self.members) >= LEAST else "FAILED"

    def busy(self, patience_s: float) -> int:
        return sum(job.ends_s > patience_s for job in self.jobs)

    def add(self, numbers: Numbers, *, description: str, created_ms: int, patience_s: float) -> None:
        self.members = np.union1d(self.members, numbers)
        number = self.id * 1_000 + len(self.jobs)
        self.jobs.append(Job(number, description, len(numbers), created_ms, patience_s + TAKES_S))

    def told(self, patience_s: float) -> dict[str, Any]:
        status = self.status(patience_s)
        count = len(self.members)
        said: dict[str, Any] = {
            "audienceGroupId": self.id,
            "type": self.kind,
            "description": self.description,
            "status": status,
            "audienceCount": count if self.kind == "UPLOAD" or count >= HIDDEN_BELOW else 0,
            "created": self.created_ms // 1_000,
            "permission": "READ_WRITE",
            "createRoute": "MESSAGING_API",
            "isIfaAudience": self.is_ifa,
            "expireTimestamp": self.created_ms // 1_000 + LIFE_S,
        }
        if status == "FAILED":
            said["failedType"] = "AUDIENCE_GROUP_AUDIENCE_INSUFFICIENT"
        if self.request_id:
            said["requestId"] = self.request_id
        if self.click_url:
            said["clickUrl"] = self.click_url
        return said

    def jobs_told(self, patience_s: float) -> list[dict[str, Any]]:
        return [
            {
                "audienceGroupJobId": job.id,
                "audienceGroupId": self.id,
                "description": job.description,
                "type": "DIFF_ADD",
                "jobStatus": "FINISHED" if job.ends_s <= patience_s else "WORKING",
                "audienceCount": job.count,
                "created": job.created_ms // 1_000,
            }
            for job in self.jobs[-JOBS_SHOWN:]
        ]


@dataclass
class Audiences:
    """One account's."""

    known: dict[int, Audience] = field(default_factory=dict)
    numbered: int = 4_389_303_728_990  # LINE's are as long

    def make(self, kind: str, description: str, *, created_ms: int, **more: Any) -> Audience:
        self.numbered += 1
        audience = Audience(self.numbered, kind, description, created_ms, np.empty(0, dtype=np.int64), **more)
        self.known[audience.id] = audience
        return audience
