"""The messages of a mailbox file that the command takes in are those that the page reads: a line of a body ends none."""

import pytest

from chorsu.config.arrivals import messages_of
from chorsu.kernel.errors import InputError

BOX = b"""From example@example.org Mon Nov 23 09:00:00 2026
Subject: one

5 kg of hashish were seized in Termez.

From the head office: agreed.

From example@example.org Mon Nov 23 10:00:00 2026
Subject: two

>From here on all is quiet.
"""


def test_a_line_that_begins_with_from_is_of_its_message(tmp_path):
    box = tmp_path / "letters.mbox"
    box.write_bytes(BOX)
    one, two = messages_of(box, pytest.fail)
    assert (one[0], two[0]) == ("letters-1.eml", "letters-2.eml")
    assert b"From the head office: agreed." in one[1]
    assert two[1].endswith(b"\nFrom here on all is quiet.\n")


@pytest.mark.parametrize("content", [None, b"", b"no mailbox at all\n"])
def test_what_is_no_mailbox_is_refused_in_one_line(tmp_path, content):
    box = tmp_path / "letters.mbox"
    if content is not None:
        box.write_bytes(content)
    with pytest.raises(InputError) as error:
        list(messages_of(box, pytest.fail))
    assert "\n" not in str(error.value)
