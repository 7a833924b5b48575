"""The session locked, the machine put to sleep, another user called: what the system tells of it."""

import contextlib
import ctypes
import os
import sys
from typing import cast

from PySide6.QtCore import SLOT, QAbstractNativeEventFilter, QByteArray, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusInterface, QDBusMessage, QDBusUnixFileDescriptor
from PySide6.QtWidgets import QApplication, QWidget

_LOGIN = "org.freedesktop.login1"
_MANAGER, _SESSION = f"{_LOGIN}.Manager", f"{_LOGIN}.Session"
_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver")

_WM_POWERBROADCAST, _PBT_APMSUSPEND = 0x0218, 0x0004
_WM_WTSSESSION_CHANGE = 0x02B1
_AWAY = (0x2, 0x4, 0x6, 0x7)
"""The console or a remote screen disconnected, logged off, locked."""


class Absence(QObject):
    """Emits ``begun``; on a system that tells nothing, it stays silent and ``sources`` is empty."""

    begun = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.sources: tuple[str, ...] = ()
        self._inhibition: QDBusUnixFileDescriptor | None = None
        self._filter: _WindowsFilter | None = None
        if sys.platform == "win32":
            self._filter = _WindowsFilter(self)
            self._listen_to_windows(window)
        elif sys.platform == "linux":
            self._listen_to_login()
            self._listen_to_savers()

    def _listen_to_login(self) -> None:
        bus = QDBusConnection.systemBus()
        if not bus.isConnected():
            return
        bus.connect(_LOGIN, "", _MANAGER, "PrepareForSleep", self, _slot("sleeps(bool)"))
        bus.connect(_LOGIN, self._session(bus), _SESSION, "Lock", self, _slot("locks()"))
        self._hold_sleep(bus)
        self.sources += ("login1",)

    def _session(self, bus: QDBusConnection) -> str:
        """The path of the session of this program; of any, when it has none of its own."""
        reply = QDBusInterface(_LOGIN, "/org/freedesktop/login1", _MANAGER, bus).call(
            "GetSession", os.environ.get("XDG_SESSION_ID", "")
        )
        found = reply.arguments() if reply.type() == QDBusMessage.MessageType.ReplyMessage else []
        path = getattr(found[0], "path", None) if found else None
        return path() if path else ""

    def _hold_sleep(self, bus: QDBusConnection) -> None:
        """Ask for the moment that locking takes before the machine sleeps; given back by locking."""
        reply = QDBusInterface(_LOGIN, "/org/freedesktop/login1", _MANAGER, bus).call(
            "Inhibit", "sleep", "Permanence", "Verrouille le coffre", "delay"
        )
        arguments = reply.arguments()
        if arguments and isinstance(arguments[0], QDBusUnixFileDescriptor):
            self._inhibition = arguments[0]

    def _listen_to_savers(self) -> None:
        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            return
        for name in _SAVERS:
            bus.connect("", "", name, "ActiveChanged", self, _slot("saves(bool)"))
        self.sources += ("ScreenSaver",)

    def _listen_to_windows(self, window: QWidget) -> None:
        application = QApplication.instance()
        assert application is not None
        assert self._filter is not None
        application.installNativeEventFilter(self._filter)
        with contextlib.suppress(AttributeError, OSError):
            if ctypes.windll.wtsapi32.WTSRegisterSessionNotification(int(window.winId()), 0):  # pyright: ignore[reportAttributeAccessIssue]
                self.sources += ("WTS",)

    @Slot(bool)
    def sleeps(self, begins: bool) -> None:
        if begins:
            self.begun.emit()
            self._inhibition = None

    @Slot()
    def locks(self) -> None:
        self.begun.emit()

    @Slot(bool)
    def saves(self, active: bool) -> None:
        if active:
            self.begun.emit()


class _Message(ctypes.Structure):
    """The beginning of a message of Windows."""

    _fields_ = (
        ("window", ctypes.c_void_p),
        ("kind", ctypes.c_uint),
        ("word", ctypes.c_size_t),
        ("long", ctypes.c_ssize_t),
    )


class _WindowsFilter(QAbstractNativeEventFilter):
    def __init__(self, absence: Absence) -> None:
        super().__init__()
        self._absence = absence

    def nativeEventFilter(
        self, eventType: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        del eventType  # of Windows, whatever its name
        told = _Message.from_address(int(message))
        away = told.kind == _WM_WTSSESSION_CHANGE and told.word in _AWAY
        if away or (told.kind == _WM_POWERBROADCAST and told.word == _PBT_APMSUSPEND):
            self._absence.begun.emit()
        return False, 0


def _slot(signature: str) -> bytes:
    """As text, whatever the binding announces: it refuses bytes."""
    return cast("bytes", SLOT(signature))
