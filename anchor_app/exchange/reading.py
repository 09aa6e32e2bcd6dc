"""Reading packs, each in a process made for it; what that process says is checked again."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from io import BufferedReader, RawIOBase
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

from anchor_app.domain.pack_content import PackContent
from anchor_app.exchange import errors, source
from anchor_app.exchange.conversation import Question, Reader, Said
from anchor_app.exchange.errors import NewerPack, NotRead, UnreadablePack, shown
from anchor_app.exchange.kinds import is_digest
from anchor_app.exchange.limits import LIMITS, Limits
from anchor_app.exchange.passphrase import is_protected


@dataclass(frozen=True)
class ReadPack:
    """A pack that was read: what it says, and its documents until it is closed.

    `checksum` is its id, `made_by` the version of the program that made it, `file_name` the name of the file. Use it
    in a `with`, or close it: a protected pack with documents lies open in a private folder until then.
    """

    content: PackContent
    checksum: str
    made_by: str
    file_name: str
    is_protected: bool
    _file: Path
    _places: dict[str, tuple[int, int]]
    _open: ExitStack = field(repr=False, compare=False)

    def open_file(self, digest: str) -> BinaryIO:
        """A document for reading; its hash has to be checked again, as the file may have changed since.

        Raises KeyError for one that is not in the pack, and NotThere when the file has gone.
        """
        begins, size = self._places[digest]
        file = source.opened(self._file)
        file.seek(begins)
        return BufferedReader(_Part(file, size))

    def close(self) -> None:
        """Removes what was opened for it."""
        self._open.close()

    def __enter__(self) -> ReadPack:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self.close()


class _Part(RawIOBase):
    """Some bytes of an open file, from where it stands."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file, self._left = file, size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._file.read(min(len(buffer), self._left))
        buffer[:len(data)] = data
        self._left -= len(data)
        return len(data)

    def close(self) -> None:
        self._file.close()
        super().close()


def _never() -> bool:
    return False


def read_pack(path: Path, passphrase: str | None = None, limits: Limits = LIMITS, *,
              is_cancelled: Callable[[], bool] = _never) -> ReadPack:
    """Reads one pack. Raises UnreadablePack, in the words of a person and with the name of the file."""
    for _, found in read_packs([path], passphrase, limits, is_cancelled=is_cancelled):
        if isinstance(found, UnreadablePack):
            raise found
        return found
    raise AssertionError("every pack has an outcome")


def read_packs(paths: Iterable[Path], passphrase: str | None = None, limits: Limits = LIMITS, *,
               is_cancelled: Callable[[], bool] = _never,
               reader: Reader | None = None) -> Iterator[tuple[Path, ReadPack | UnreadablePack]]:
    """Reads packs one after the other in one process; of each there is the pack, or why it is refused.

    One that ends the process does not keep the others from being read. Once `is_cancelled` the rest is refused too.
    The process goes on to the next pack while this one's answer is looked at.
    """
    with ExitStack() as waiting, reader or Reader() as asked:
        following = iter(paths)
        next_one = _put(asked, next(following, None), passphrase, limits, is_cancelled, waiting)
        from anchor_app.exchange import model, translation  # noqa: F401 - while the process starts

        while (this := next_one) is not None:
            said: Said | UnreadablePack
            try:
                said = asked.hear(this.question, is_cancelled) if isinstance(this.question, Question) else this.question
            except UnreadablePack as error:
                said = error
            next_one = _put(asked, next(following, None), passphrase, limits, is_cancelled, waiting)
            yield this.path, _found(said, this)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A pack that the process was asked about, or why not; `into` is a folder that lives as long as `folder`."""

    path: Path
    question: Question | UnreadablePack
    into: Path
    folder: ExitStack


def _put(reader: Reader, path: Path | None, passphrase: str | None, limits: Limits,
         is_cancelled: Callable[[], bool], waiting: ExitStack) -> _Asked | None:
    """Asks about a pack, if there is one; its folder is removed with `waiting` unless somebody keeps it."""
    if path is None:
        return None
    folder, into = waiting.enter_context(ExitStack()), ""
    try:
        with source.opened(path) as file:  # so that a pipe or a folder is told without any process
            may_open = is_protected(file.read(64))
            size = file.seek(0, 2)
        if is_cancelled():
            raise errors.ReadingStopped("The reading was stopped, and nothing of the file was used.")
        if may_open:
            into = folder.enter_context(_Folder())
        request = {"path": str(path.absolute()), "passphrase": passphrase, "into": into, "limits": asdict(limits)}
        question: Question | UnreadablePack = reader.put(request, limits.seconds + size / limits.pace, limits)
    except UnreadablePack as error:
        question = error
    return _Asked(path, question, Path(into), folder)


def _found(said: Said | UnreadablePack, asked: _Asked) -> ReadPack | UnreadablePack:
    """The pack of an answer, or the refusal that it comes to; a folder that is not needed is removed."""
    with asked.folder:
        try:
            if isinstance(said, UnreadablePack):
                raise said
            line, manifest, data = said
            if "error" in line:
                raise _refusal(line)
            return _believed(line, manifest, data, asked.path, asked.into, asked.folder)
        except UnreadablePack as error:
            return _named(error, asked.path)


class _Folder(tempfile.TemporaryDirectory[str]):
    """A private folder for an opened pack; its name says whose it is, so that it can be swept after a crash."""

    def __init__(self) -> None:
        super().__init__(prefix=f"anchor-pack-{os.getpid()}-", ignore_cleanup_errors=True)


def _believed(said: dict[str, Any], manifest: bytes, data: bytes, path: Path, into: Path, stack: ExitStack) -> ReadPack:
    """The pack that the process tells of, read strictly once more; raises NotRead."""
    from pydantic_core import ValidationError

    from anchor_app.exchange import child, model
    from anchor_app.exchange.translation import content_of

    try:
        first: model.Manifest = model.manifests().validate_json(manifest)
        content = content_of(first, model.data().validate_json(data))
        places = {digest: (_number(begins), _number(size)) for digest, (begins, size) in said["documents"].items()}
        is_opened, checksum = said["is_opened"], said["checksum"]
        if not is_digest(checksum) or {one: size for one, (_, size) in places.items()} != content.files:
            raise ValueError
    except (ValidationError, LookupError, TypeError, ValueError, AttributeError):
        raise NotRead("The process that read it gave no clear answer. Nothing of the file was used. "
                      "Ask the sender for it again.") from None
    file = into / child.PLAIN if is_opened else path.absolute()
    kept = stack.pop_all() if is_opened and places else ExitStack()
    return ReadPack(content, checksum, first["made_by"], path.name, bool(is_opened), file, places, kept)


def _number(value: object) -> int:
    if type(value) is not int or not 0 <= value < 1 << 33:
        raise ValueError
    return value


def _refusal(said: dict[str, Any]) -> UnreadablePack:
    """The refusal that the process tells of; its words are bounded, as they may hold a name from the file."""
    kind, sentence = getattr(errors, str(said["error"]), NotRead), str(said.get("sentence"))[:600]
    if kind is NewerPack and type(said.get("version")) is int:
        return NewerPack(sentence, said["version"])
    if kind is NewerPack or not (isinstance(kind, type) and issubclass(kind, UnreadablePack)):
        kind = NotRead
    return kind(sentence)


def _named(error: UnreadablePack, path: Path) -> UnreadablePack:
    """The same refusal with the name of the file before it."""
    sentence = f"{shown(path.name)} was not read. {error}"
    if isinstance(error, NewerPack):
        return NewerPack(sentence, error.version)
    return type(error)(sentence)
