"""How much is read of what is handed in, each bound with its reason. Every input is taken for hostile."""

from __future__ import annotations

from typing import Final

MB: Final = 1 << 20

MAX_FILE: Final = 100 * MB
"""Bytes of one file: beyond what a letter with scans weighs, and held in memory once. A mailbox may be larger."""
MAX_CHARACTERS: Final = 10_000_000
"""Characters of one document, about 3,000 pages: all that is read downstream stays in memory at once."""
MAX_DEPTH: Final = 4
"""Files inside of files: a letter in a mail in an archive in a mail is 4; more is nobody's habit."""
MAX_MEMBERS: Final = 1_000
"""Files inside of one file, on all levels together; further ones are counted, not read."""
MAX_UNPACKED: Final = 300 * MB
"""Bytes that all files inside of one file unpack to together: three times the largest file."""
MAX_RATIO: Final = 300
"""Unpacked to packed beyond which a member larger than `HONEST` is a bomb (honest text stays below 50)."""
HONEST: Final = MB
MAX_XML: Final = 32 * MB
"""Bytes of one part of a Word file: a book of 1,000 pages has 15 MB, and the tree of it takes seven times as much."""
MAX_MARKS: Final = 3_000_000
"""Signs `<` and `=` in one such part: a book has one million; as many empty elements as this take up to 700 MB."""
MAX_ALIKE: Final = 20
"""Headers, and footers, read of one Word file; further ones are counted. A letter has three at the most."""
MAX_PAGES: Final = 3_000
"""Pages read of one PDF; further ones are named in a warning."""
MAX_SCANS: Final = 40
"""Pages in one file, with all inside of it, that are recognised as scans: seconds each, so minutes at the most."""
MAX_MESSAGES: Final = 100_000
"""Messages of one mailbox file, read one at a time."""
MAX_MESSAGE: Final = 50 * MB
"""Bytes of one message of a mailbox: mail servers take 25 to 50 MB."""
MAX_HEADERS: Final = 64 << 10
"""Bytes of the headers of a mail, or of a part of one: mail servers take 32 to 64 kB."""
MAX_PARTS: Final = 500
"""Parts of one mail, attachments among them; further ones are counted, not read."""
MAX_NESTED_TAGS: Final = 1_000
"""Elements inside of elements on a page: saved pages stay below 100, and parsing takes the square of it."""
MAX_ITEMS: Final = 2_000
"""Items of one page; a page with more is one item."""

MAX_LINES: Final = 200_000
"""Lines of a text in which items are looked for: as many items as are read, of 100 lines each."""

MAIL_SECONDS: Final = 20.0
"""Time for taking one mail apart; 100 MB of attachments take two seconds."""
PAGE_SECONDS: Final = 20.0
"""Time for one web page, or for all of them in the body of a mail; a saved page of 1 MB takes a tenth of a second."""
PDF_SECONDS: Final = 60.0
"""Time for one PDF; 3,000 pages of text take a few seconds."""
SCAN_SECONDS: Final = 60.0
"""Time for recognising one page."""
APART_MEMORY: Final = 2_048 * MB
"""Address space of the process that reads PDF, HTML and mails."""
