"""What somebody is told who mistypes a choice."""

from __future__ import annotations

import pytest

from tests.calling import Call


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("draw", "swimlan"), "Did you mean 'swimlane'?"),
        (("check", "--fail-on", "Warnings"), "Did you mean 'warning'?"),
        (("trace", "--format", "txt"), "'txt' is not one of 'text', 'json'. Did you mean 'text'?"),
    ],
)
def test_a_choice_that_is_none_names_the_nearest(
    call: Call, words: tuple[str, ...], told: str
) -> None:
    answer = call(*words)
    assert answer.exit_code == 2
    assert told in answer.output
    assert "Value error" not in answer.output


def test_a_choice_like_no_other_gets_the_list_alone(call: Call) -> None:
    answer = call("trace", "--format", "xyz")
    assert answer.output.endswith("'xyz' is not one of 'text', 'json'.\n")
