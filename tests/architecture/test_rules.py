"""The code holds to the rules, and every rule would notice somebody who does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.architecture import rules
from tests.architecture.rules import Module, Offence, Rule
from tests.architecture.sources import ROOT, product_modules


def _parsed(path: Path) -> Module:
    return Module.parse(path.as_posix(), (ROOT / path).read_text(encoding="utf-8"))


FROZEN = frozenset(name for path in product_modules() for name in rules.frozen_classes(_parsed(path)))

RULES: dict[str, Rule] = {
    "hidden code": rules.no_hidden_code,
    "pieced SQL": rules.no_sql_from_pieces,
    "database file": rules.only_storage_names_the_database,
    "unsafe Qt": rules.no_unsafe_qt,
    "labels": rules.plain_labels_only,
    "tooltips": rules.plain_tooltips_only,
    "module state": rules.no_state_in_modules(FROZEN | {"Colour"}),
    "network": rules.no_network,
    "homes": rules.third_parties_stay_at_home,
}

PAGE, STORE, DOMAIN = "anchor_app/ui/pages/x.py", "anchor_app/storage/x.py", "anchor_app/domain/x.py"
INSTANCE, TEXT, THEME = (
    "anchor_app/ui/single_instance.py",
    "anchor_app/ui/widgets/text.py",
    "anchor_app/ui/theme.py",
)

OFFENDERS = [
    ("hidden code", PAGE, "eval(answer)"),
    ("hidden code", PAGE, "exec(answer)"),
    ("hidden code", PAGE, "import pickle"),
    ("hidden code", PAGE, "from yaml import load"),
    ("hidden code", PAGE, "import os\nos.system('ls')"),
    ("hidden code", PAGE, "from os import system"),
    ("hidden code", PAGE, "import subprocess\nsubprocess.run(name, shell=True)"),
    ("hidden code", PAGE, "import subprocess\nsubprocess.run(name, shell=flag)"),
    ("pieced SQL", STORE, "text(f'select * from {table}')"),
    ("pieced SQL", STORE, "connection.execute('select ' + column)"),
    ("pieced SQL", STORE, "connection.execute('select %s' % column)"),
    ("pieced SQL", STORE, "connection.exec_driver_sql('select {}'.format(column))"),
    ("pieced SQL", STORE, "connection.execute(f'PRAGMA user_version = {version}')"),
    ("pieced SQL", STORE, "connection.execute(f'select {number:d}')"),
    ("database file", PAGE, "path = folder / 'anchor.db'"),
    ("database file", "anchor_app/services/x.py", "open(f'{folder}/anchor.db-journal')"),
    ("unsafe Qt", PAGE, "QApplication.processEvents()"),
    ("unsafe Qt", PAGE, "table = QTableWidget(self)"),
    ("unsafe Qt", PAGE, "class Table(QtWidgets.QTableWidget): pass"),
    ("unsafe Qt", PAGE, "self.button.setStyleSheet('color: red')"),
    ("unsafe Qt", PAGE, "QMessageBox.warning(self, 'x', name)"),
    ("unsafe Qt", PAGE, "self.answer.setHtml(answer)"),
    ("unsafe Qt", PAGE, "QInputDialog.getText(self, name, name)"),
    ("labels", PAGE, "QLabel(name)"),
    ("labels", PAGE, "QtWidgets.QLabel('fixed')"),
    ("labels", PAGE, "class Heading(QLabel): pass"),
    ("labels", PAGE, "form.addRow(f'{name}:', field)"),
    ("tooltips", PAGE, "self.button.setToolTip(name)"),
    ("tooltips", PAGE, "self.button.setToolTip(f'Open {name}')"),
    ("tooltips", PAGE, "QToolTip.showText(place, name)"),
    ("tooltips", "anchor_app/ui/models/x.py", "def data(role):\n    if role == Qt.ToolTipRole: return name"),
    ("module state", DOMAIN, "SEEN = []"),
    ("module state", DOMAIN, "seen: dict[str, int] = {}"),
    ("module state", DOMAIN, "names = {'a', 'b'}"),
    ("module state", DOMAIN, "names = [each for each in range(3)]"),
    ("module state", DOMAIN, "pairs = ((1, []),)"),
    ("module state", DOMAIN, "cache = dict(a=1)"),
    ("module state", DOMAIN, "names: Final[list[str]] = []"),
    ("module state", DOMAIN, "names: MutableMapping[str, int] = {}"),
    ("module state", DOMAIN, "workspace = Workspace()"),
    ("module state", DOMAIN, "if True:\n    seen = []"),
    ("module state", DOMAIN, "def count():\n    global seen\n    seen = 1"),
    ("network", PAGE, "import socket"),
    ("network", PAGE, "def fetch():\n    from urllib.request import urlopen"),
    ("network", PAGE, "from urllib import request"),
    ("network", PAGE, "import http.client"),
    ("network", "anchor_app/storage/lock.py", "import socket"),
    ("network", PAGE, "from PySide6 import QtNetwork"),
    ("network", PAGE, "from PySide6.QtNetwork import QLocalServer"),
    ("network", INSTANCE, "from PySide6.QtNetwork import QNetworkAccessManager"),
    ("homes", "anchor_app/app.py", "def main():\n    from PySide6.QtWidgets import QApplication"),
    ("homes", "anchor_app/services/x.py", "import sqlalchemy"),
    ("homes", PAGE, "from reportlab.lib import colors"),
    ("homes", DOMAIN, "import platformdirs"),
    ("homes", "anchor_app/design.py", "import PIL"),
]

INNOCENTS = [
    ("hidden code", PAGE, "import subprocess\nsubprocess.run(['ls'], shell=False)"),
    ("hidden code", PAGE, "dialog.exec()\nimport os\nfrom os import path"),
    ("pieced SQL", STORE, "connection.execute(text('select * from answer where key = :key'), {'key': key})"),
    ("pieced SQL", STORE, "connection.execute(f'PRAGMA user_version = {version:d}')"),
    ("pieced SQL", STORE, "connection.execute(f'PRAGMA user_version = {FORMAT}')"),
    ("pieced SQL", STORE, "connection.execute(f'PRAGMA user_version = {int(revision)}')"),
    ("pieced SQL", STORE, "connection.execute(select(rows.answer).where(rows.answer.c.key == key))"),
    ("database file", STORE, "path = folder / 'anchor.db'"),
    ("database file", PAGE, '"""Never opens anchor.db."""'),
    ("unsafe Qt", THEME, "application.setStyleSheet(sheet)"),
    ("unsafe Qt", "anchor_app/ui/errors.py", "QMessageBox(parent)"),
    ("labels", TEXT, "class PlainLabel(QLabel): pass"),
    ("labels", PAGE, "form.addRow('Name', field)\nPlainLabel(name)"),
    ("tooltips", PAGE, "self.button.setToolTip('Open the file')"),
    ("tooltips", PAGE, "self.button.setToolTip(plain_tooltip(name))"),
    ("tooltips", TEXT, "def plain_tooltip(widget, text):\n    widget.setToolTip(escape(text))"),
    (
        "module state",
        DOMAIN,
        "NAMES = ('a', 'b')\nWORDS = frozenset({'a'})\nTABLE = MappingProxyType({'a': 1})",
    ),
    ("module state", DOMAIN, "INK = Colour('#000000')\nPATTERN = re.compile('x')\n__all__ = ['a']"),
    ("module state", DOMAIN, "def f():\n    seen = []"),
    ("module state", DOMAIN, "_PARTS: Mapping[str, str] = {}\nKINDS: Final[Mapping[str, int]] = {}"),
    ("network", PAGE, "from urllib.parse import urlsplit"),
    ("network", "anchor_app/storage/lock.py", "from socket import gethostname"),
    ("network", INSTANCE, "from PySide6.QtNetwork import QLocalServer, QLocalSocket"),
    ("homes", PAGE, "from PySide6.QtWidgets import QWidget"),
    ("homes", DOMAIN, "import tomllib\nfrom anchor_app.domain import charter"),
]


@pytest.mark.parametrize("name", RULES)
def test_the_product_keeps_the_rule(name: str) -> None:
    offences = [str(offence) for path in product_modules() for offence in RULES[name](_parsed(path))]
    assert not offences, "\n" + "\n".join(offences)


@pytest.mark.parametrize(("name", "path", "source"), OFFENDERS)
def test_the_rule_notices_an_offender_and_says_where(name: str, path: str, source: str) -> None:
    offences = list(RULES[name](Module.parse(path, source)))
    assert offences
    assert all(offence.path == path and 1 <= offence.line <= source.count("\n") + 1 for offence in offences)


@pytest.mark.parametrize(("name", "path", "source"), INNOCENTS)
def test_the_rule_leaves_innocent_code_alone(name: str, path: str, source: str) -> None:
    assert list(RULES[name](Module.parse(path, source))) == []


def test_every_rule_has_been_tried_on_an_offender() -> None:
    assert {name for name, _, _ in OFFENDERS} == set(RULES)


def test_frozen_classes_are_told_from_others() -> None:
    source = (
        "@dataclass(frozen=True)\nclass A: pass\n@dataclass\nclass B: pass\n"
        "class C(NamedTuple): pass\nclass D(enum.Enum): pass\nclass E: pass\n"
    )
    assert list(rules.frozen_classes(Module.parse(DOMAIN, source))) == ["A", "C", "D"]


def test_an_offence_is_shown_as_a_place_to_jump_to() -> None:
    assert str(Offence("anchor_app/x.py", 3, "no")) == "anchor_app/x.py:3: no"
