"""Previews show what can be shown, say what cannot, and never take more memory than they should."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pytest
from pypdf import PdfWriter
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

from anchor_app.ui.attaching import png_of
from anchor_app.ui.pdf_pages import MOST_PIXELS, PdfPages, UnreadablePdf
from anchor_app.ui.picture_pages import PicturePages, UnreadablePicture, read_picture
from anchor_app.ui.tasks import Tasks
from anchor_app.ui.widgets import preview_pages
from anchor_app.ui.widgets.preview_pages import PagesView
from tests.helpers.showing import pdf, picture


def pages_of(data):
    return PdfPages(lambda: BytesIO(data))


def written(writer):
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def test_pages_have_their_sizes_and_are_drawn_as_wide_as_asked(qapp):
    pages = pages_of(pdf(2))
    assert [one.toSize().toTuple() for one in pages.sizes()] == [(595, 842)] * 2
    image = pages.image(1, 300)
    assert abs(image.width() - 300) <= 1 and abs(image.height() - 425) <= 2
    assert image.pixelColor(5, 5).name() == "#ffffff"


@pytest.mark.parametrize("data", [b"", b"no PDF at all", b"%PDF-1.7\n" + bytes(300)])
def test_what_is_no_pdf_is_refused_in_words(qapp, data):
    with pytest.raises(UnreadablePdf, match="damaged or is not a PDF"):
        pages_of(data).sizes()


def test_a_locked_pdf_says_that_it_is_locked(qapp):
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("secret", algorithm="RC4-128")
    with pytest.raises(UnreadablePdf, match="password"):
        pages_of(written(writer)).sizes()


def test_a_page_of_absurd_size_is_drawn_within_the_limit(qapp):
    writer = PdfWriter()
    writer.add_blank_page(14_000, 14_000)
    image = pages_of(written(writer)).image(0, 30_000)
    assert image.width() * image.height() <= MOST_PIXELS * 1.01


def test_a_picture_that_claims_too_many_pixels_is_refused_before_it_is_read(qapp):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"x")) + chunk(b"IEND", b"")
    with pytest.raises(UnreadablePicture, match="60,000"):
        read_picture(data)


def test_a_large_picture_is_kept_no_larger_than_is_useful(qapp):
    read = read_picture(png_of(picture(9_000, 30)))
    assert read.width() <= 4_000 and not read.isNull()
    with pytest.raises(UnreadablePicture, match="damaged"):
        read_picture(b"\x89PNG\r\n\x1a\n")


class _Plain:
    """Pages of one size in white."""

    grows = True

    def __init__(self, count):
        self.count = count

    def sizes(self):
        return (QSizeF(600, 800),) * self.count

    def image(self, page, width):
        made = QImage(width, width * 4 // 3, QImage.Format.Format_RGB32)
        made.fill(0)
        return made


@pytest.fixture
def view(qapp, qtbot):
    tasks = Tasks()
    made = PagesView(tasks)
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    yield made
    tasks.close()


def test_only_pages_in_sight_are_drawn_of_a_long_document(view, qtbot):
    view.show_pages(_Plain(2_000))
    qtbot.waitUntil(lambda: 0 in view.drawn_pages)
    view.go_to(1_500)
    qtbot.waitUntil(lambda: 1_500 in view.drawn_pages)
    assert len(view.drawn_pages) < 8


def test_drawn_pages_are_given_up_before_they_fill_the_memory(view, qtbot, monkeypatch):
    monkeypatch.setattr(preview_pages, "_MOST_KEPT", 1_000_000)
    view.show_pages(_Plain(12))
    for page in range(12):
        view.go_to(page)
        qtbot.waitUntil(lambda page=page: page in view.drawn_pages)
    assert len(view.drawn_pages) <= 5


def test_a_new_version_keeps_the_place(view, qtbot):
    view.show_pages(_Plain(10))
    qtbot.waitUntil(lambda: view.page_count == 10)
    view.go_to(6)
    place = view.verticalScrollBar().value()
    view.show_pages(_Plain(10))
    qtbot.waitUntil(lambda: 6 in view.drawn_pages)
    assert view.verticalScrollBar().value() == place and view.page == 6


def test_a_small_picture_is_not_blown_up(view, qtbot):
    view.show_pages(PicturePages(picture(60, 40)))
    qtbot.waitUntil(lambda: view.page_count == 1)
    assert view.zoom == 1.0
