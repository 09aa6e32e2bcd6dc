"""One window for one workspace: a second start asks the first window to come forward."""

from __future__ import annotations

import getpass
import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE_MS = 300
_KNOCK = b"raise\n"


def name_for(folder: Path) -> str:
    """The name that windows of this account on that workspace listen to."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError):
        user = ""
    whole = f"{user}\0{folder.expanduser().resolve()}".encode("utf-8", "surrogatepass")
    return "anchor-" + hashlib.sha256(whole).hexdigest()[:24]


class SingleInstance(QObject):
    """Listens for later starts, once no earlier one answers. `raise_requested`: somebody started the app again."""

    raise_requested = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name_for(folder)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_knock)

    def is_second(self) -> bool:
        """Whether an earlier window is there; it is then asked to come forward."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_PATIENCE_MS):
            return False
        socket.write(_KNOCK)
        socket.waitForBytesWritten(_PATIENCE_MS)
        socket.disconnectFromServer()
        return True

    def listen(self) -> bool:
        """Become the first window; what a killed one left behind is taken away, since nobody answers there."""
        if self._server.listen(self._name):
            return True
        QLocalServer.removeServer(self._name)
        return self._server.listen(self._name)

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    def _on_knock(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            self.raise_requested.emit()
