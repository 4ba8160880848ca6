"""The loops: a step in trouble stops nobody else, and is tried again."""

import threading
from collections.abc import Callable

from polku.doors.work.run import Step, Work


def work_beside_one_that_fails(note: Callable[[Exception], None]) -> None:
    """Until the step beside it was done 20 times."""
    enough = threading.Event()
    done: list[int] = []

    def well() -> int:
        done.append(1)
        if len(done) == 20:
            enough.set()
        return 1

    def ill() -> int:
        raise ValueError("the paper is finished")

    work = Work({"a": [Step("ill", ill, on_trouble=note), Step("well", well)]})
    work.start()
    assert enough.wait(10)
    work.stop()


def test_a_step_in_trouble_is_noted_and_the_others_go_on():
    noted: list[str] = []

    work_beside_one_that_fails(lambda problem: noted.append(str(problem)))

    assert noted == ["the paper is finished"]


def test_a_lane_outlives_a_trouble_that_cannot_be_noted():
    def note(problem: Exception) -> None:
        raise OSError("no space left for a note") from problem

    work_beside_one_that_fails(note)


def test_a_slow_lane_holds_up_no_other():
    gate, passed = threading.Event(), threading.Event()

    def slow() -> int:
        gate.wait(10)
        return 0

    def quick() -> int:
        passed.set()
        return 0

    work = Work({"slow": [Step("slow", slow)], "quick": [Step("quick", quick)]})
    work.start()
    assert passed.wait(10)
    gate.set()
    work.stop()


def test_a_step_recovers_after_its_trouble():
    tries: list[int] = []
    recovered = threading.Event()

    def twice_ill() -> int:
        tries.append(1)
        if len(tries) < 2:
            raise OSError("no room")
        recovered.set()
        return 0

    work = Work({"a": [Step("twice ill", twice_ill)]})
    work.start()
    assert recovered.wait(10)
    work.stop()


def test_the_loops_give_way_to_a_crowd_and_come_back():
    crowd, counted = threading.Event(), threading.Event()
    crowd.set()
    rounds: list[int] = []

    def tick() -> int:
        rounds.append(1)
        if len(rounds) == 2:
            counted.set()
        return 1

    work = Work({"a": [Step("a", tick)]}, give_way=crowd.is_set)
    work.start()
    crowd.clear()
    assert counted.wait(10)
    work.stop()


def test_a_step_is_told_of_the_end_in_its_own_thread_after_its_last_tick():
    begun = threading.Event()
    told: list[tuple[str, str]] = []

    def tick() -> int:
        told[:] = [("tick", threading.current_thread().name)]
        begun.set()
        return 1

    work = Work({"a": [Step("one", tick, at_end=lambda: told.append(("end", threading.current_thread().name)))]})
    work.start()
    assert begun.wait(10)
    work.stop()

    assert told == [("tick", "work a"), ("end", "work a")]
