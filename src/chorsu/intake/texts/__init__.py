"""Files to text with positions: one file gives one or more documents. Owns no reading of what the text says.

    from chorsu.intake.texts import texts

    for document in texts(path, "mail.eml"):        # a path, or bytes with a name
        for warning in document.warnings: ...       # one clear line each
        if document.kind == "text":
            for item in document.items: ...         # a page of eight notices has eight; a letter has one
                document.text[item.start:item.end]
            document.where(start, end)              # list of Piece: page with box, paragraph, line
        elif document.kind == "table": ...          # document.content is the XLSX or CSV, for the table readers
        else: ...                                   # "unread": an attachment that was refused; its warning says why

* `texts` raises `InputError` (one line) when the file itself is refused; a refused file inside of it is a document
  of kind `unread` and the others are read all the same.
* Offsets are characters of `document.text`, which is NFC or not as the file has it: nothing is folded away.
* `document.stated` holds what a mail says of itself (`from`, `date`, ...): claims, never trusted.
* `hidden(text)` lists characters that a reader does not see, or takes for others.
* `page_image(document.content, page)` is a page of a PDF as PNG, for the confirming page.

PDF, HTML and mails are read in a process of their own, bounded in time and memory (`apart`).
"""

from chorsu.intake.texts.documents import Box, Document, Item, Piece
from chorsu.intake.texts.hidden import Hidden, hidden
from chorsu.intake.texts.opening import texts
from chorsu.intake.texts.pdfs import page_image

__all__ = ["Box", "Document", "Hidden", "Item", "Piece", "hidden", "page_image", "texts"]
