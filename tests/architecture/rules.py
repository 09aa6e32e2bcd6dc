"""What the code must not contain, each rule as a function from one parsed module to its offences."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import NamedTuple


class Module(NamedTuple):
    """One parsed module; `path` is relative to the checkout, with forward slashes."""

    path: str
    tree: ast.Module

    @classmethod
    def parse(cls, path: str, source: str) -> Module:
        return cls(path, ast.parse(source, path))

    def is_in(self, package: str) -> bool:
        return self.path.startswith(f"anchor_app/{package}/")


class Offence(NamedTuple):
    """A line that breaks a rule."""

    path: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}"


Rule = Callable[[Module], Iterator[Offence]]


def called(node: ast.AST) -> str:
    """The last name of what is called: `b` for `b()` and `a.b()`, otherwise empty."""
    if not isinstance(node, ast.Call):
        return ""
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def _first(node: ast.Call) -> ast.expr | None:
    return node.args[0] if node.args else None


def dotted(node: ast.AST) -> str:
    """`a.b.c` for names and attributes, otherwise empty."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return ""


def imports(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Absolute names that are imported, at any depth, with their lines."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            for alias in node.names:
                yield f"{node.module}.{alias.name}", node.lineno


def is_below(name: str, *parents: str) -> bool:
    return any(name == parent or name.startswith(f"{parent}.") for parent in parents)


def no_hidden_code(module: Module) -> Iterator[Offence]:
    """Nothing that a person typed, or a file holds, is ever run."""
    for name, line in imports(module.tree):
        if is_below(name, "pickle", "marshal", "shelve", "dill", "cloudpickle", "yaml", "os.system", "os.popen"):
            yield Offence(module.path, line, f"{name} can run code that comes with the data")
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.Call):
            continue
        name = dotted(node.func)
        if name in {
            "eval",
            "exec",
            "os.system",
            "os.popen",
            "subprocess.getoutput",
            "subprocess.getstatusoutput",
        }:
            yield Offence(module.path, node.lineno, f"{name}() runs text as code")
        shell = next((word.value for word in node.keywords if word.arg == "shell"), None)
        if shell is not None and not (isinstance(shell, ast.Constant) and shell.value is False):
            yield Offence(module.path, node.lineno, "shell= hands text to a shell")


_EXECUTES = frozenset({"execute", "executemany", "executescript", "exec_driver_sql", "scalar", "scalars"})


def no_sql_from_pieces(module: Module) -> Iterator[Offence]:
    """Values reach the database as bound parameters only."""
    for node in ast.walk(module.tree):
        name = called(node)
        if not isinstance(node, ast.Call) or not node.args:
            continue
        is_text = name == "text" and module.is_in("storage")
        if (is_text or name in _EXECUTES) and _is_pieced_together(node.args[0]):
            yield Offence(module.path, node.lineno, f"{name}() of SQL that is put together from pieces")


def _is_pieced_together(node: ast.expr) -> bool:
    if isinstance(node, ast.JoinedStr):
        return not _is_fixed_pragma(node) and any(isinstance(v, ast.FormattedValue) for v in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod):
        return True
    return called(node) in {"format", "join", "format_map"}


def _is_fixed_pragma(node: ast.JoinedStr) -> bool:
    """A PRAGMA takes no parameters, so a whole number or a constant of the code may be put into it."""
    first = node.values[0]
    if not (isinstance(first, ast.Constant) and str(first.value).startswith("PRAGMA ")):
        return False
    inserted = [value for value in node.values if isinstance(value, ast.FormattedValue)]
    return all(
        dotted(value.value).isupper()
        or called(value.value) == "int"
        or (value.format_spec is not None and ast.unparse(value.format_spec) == "f'd'")
        for value in inserted
    )


def only_storage_names_the_database(module: Module) -> Iterator[Offence]:
    """Opening, hashing or copying the live file from our own process drops SQLite's locks on it."""
    if module.is_in("storage"):
        return
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.Constant) or "anchor.db" not in str(node.value):
            continue
        if not _is_docstring(module.tree, node):
            yield Offence(module.path, node.lineno, "the database file is named outside storage")


def _is_docstring(tree: ast.Module, constant: ast.Constant) -> bool:
    return any(isinstance(node, ast.Expr) and node.value is constant for node in ast.walk(tree))


_NO_QT = MappingProxyType(
    {
        "processEvents": "lets a second click in while the first is being done",
        "QTableWidget": "keeps a second copy of the data; use a model",
        "QUiLoader": "widgets are written in Python",
        "loadUi": "widgets are written in Python",
        "setHtml": "would show the user's text as HTML",
        "insertHtml": "would show the user's text as HTML",
        "appendHtml": "would show the user's text as HTML",
        "QInputDialog": "guesses HTML in the user's text",
        "QProgressDialog": "guesses HTML in the user's text",
        "QErrorMessage": "guesses HTML in the user's text",
        "QWizard": "guesses HTML in the user's text",
    }
)


def no_unsafe_qt(module: Module) -> Iterator[Offence]:
    """Parts of Qt that this product does without."""
    file = PurePosixPath(module.path)
    for node in ast.walk(module.tree):
        name = str(getattr(node, "id", "") or getattr(node, "attr", ""))
        if name in _NO_QT:
            yield Offence(module.path, getattr(node, "lineno", 0), f"{name} {_NO_QT[name]}")
        if name == "setStyleSheet" and not (file.parent.name == "ui" and file.name.startswith("theme")):
            yield Offence(module.path, getattr(node, "lineno", 0), "setStyleSheet outside the theme")
        if name == "QMessageBox" and module.path != "anchor_app/ui/errors.py":
            yield Offence(module.path, getattr(node, "lineno", 0), "QMessageBox guesses HTML in the user's text")


def plain_labels_only(module: Module) -> Iterator[Offence]:
    """A bare QLabel guesses HTML and opens what it names; the helpers in ui/widgets/text*.py do not."""
    if module.path.startswith("anchor_app/ui/widgets/text"):
        return
    for node in ast.walk(module.tree):
        if called(node) == "QLabel":
            yield Offence(module.path, node.lineno, "QLabel() outside ui/widgets/text*.py")  # type: ignore[attr-defined]
        if isinstance(node, ast.ClassDef) and any(dotted(base).endswith("QLabel") for base in node.bases):
            yield Offence(module.path, node.lineno, "a QLabel of its own outside ui/widgets/text*.py")
        if isinstance(node, ast.Call) and called(node) == "addRow" and isinstance(_first(node), ast.JoinedStr):
            yield Offence(module.path, node.lineno, "addRow() makes a QLabel of text with data in it")


_TOOLTIP_HELPERS = frozenset({"plain_tooltip", "show_plain_tooltip"})


def plain_tooltips_only(module: Module) -> Iterator[Offence]:
    """A tooltip guesses HTML too; `plain_tooltip` escapes what is not a literal."""
    helpers = [n for n in ast.walk(module.tree) if isinstance(n, ast.FunctionDef) and n.name in _TOOLTIP_HELPERS]
    excused = {id(inner) for helper in helpers for inner in ast.walk(helper)}
    uses_helper = bool(helpers) or any(called(node) == "plain_tooltip" for node in ast.walk(module.tree))
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and called(node) in {"setToolTip", "showText"} and id(node) not in excused:
            texts = node.args[-1:] if called(node) == "setToolTip" else node.args[1:2]
            if not all(isinstance(text, ast.Constant) or called(text) == "plain_tooltip" for text in texts):
                yield Offence(module.path, node.lineno, "a tooltip with data in it, without plain_tooltip()")
        if getattr(node, "attr", None) == "ToolTipRole" and not uses_helper:
            yield Offence(module.path, node.lineno, "ToolTipRole answered without plain_tooltip()")  # type: ignore[attr-defined]


_FROZEN_CALLS = frozenset(
    {"MappingProxyType", "NewType", "TypeVar", "ParamSpec", "NamedTuple", "Enum"}
    | {"Path", "PurePath", "PurePosixPath", "Decimal", "Fraction", "UUID", "Struct"}
    | {"QModelIndex", "Type"}  # Qt's "nowhere", which has nothing to set, and the number of a kind of event
)
_MUTABLE_CALLS = frozenset({"list", "dict", "set", "bytearray", "defaultdict", "deque", "count", "cycle", "local"})
_MAY_HOLD_TABLES = MappingProxyType(
    {"anchor_app/storage/tables.py": "SQLAlchemy describes tables by objects that live in a module"}
)


def no_state_in_modules(frozen: frozenset[str]) -> Rule:
    """A rule that knows the product's own frozen classes by name."""

    def rule(module: Module) -> Iterator[Offence]:
        """Two workspaces in one process must not see each other, and a test must not see the one before."""
        if module.path in _MAY_HOLD_TABLES:
            return
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Global):
                yield Offence(module.path, node.lineno, f"global {', '.join(node.names)}")
        for name, value in _module_assignments(module.tree.body):
            if name != "__all__" and _is_mutable(value, frozen):
                yield Offence(module.path, value.lineno, f"{name} is state that lives in a module")

    return rule


def _module_assignments(body: list[ast.stmt]) -> Iterator[tuple[str, ast.expr]]:
    for node in body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name | ast.Tuple):
            yield ast.unparse(node.targets[0]), node.value
        elif isinstance(node, ast.AnnAssign) and node.value is not None and not _is_read_only(node.annotation):
            yield ast.unparse(node.target), node.value
        elif isinstance(node, ast.If | ast.Try | ast.With):
            yield from _module_assignments([*node.body, *getattr(node, "orelse", [])])


def _is_read_only(annotation: ast.expr) -> bool:
    """Whether mypy refuses to change what is declared so."""
    if isinstance(annotation, ast.Subscript):
        is_final = dotted(annotation.value).endswith("Final")
        return _is_read_only(annotation.slice if is_final else annotation.value)
    return dotted(annotation).rpartition(".")[2] in {"Mapping", "Sequence", "Set", "AbstractSet", "Collection"}


def _is_mutable(node: ast.expr, frozen: frozenset[str]) -> bool:
    if isinstance(node, ast.List | ast.Dict | ast.Set | ast.ListComp | ast.DictComp | ast.SetComp):
        return True
    if isinstance(node, ast.Tuple):
        return any(_is_mutable(each, frozen) for each in node.elts)
    if isinstance(node, ast.BinOp):
        return _is_mutable(node.left, frozen) or _is_mutable(node.right, frozen)
    name = called(node)
    if name in _MUTABLE_CALLS:
        return True
    return name[:1].isupper() and name not in _FROZEN_CALLS | frozen


def frozen_classes(module: Module) -> Iterator[str]:
    """Names of the classes whose values cannot change: frozen dataclasses, named tuples, enumerations."""
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.ClassDef):
            continue
        bases = {dotted(base).rpartition(".")[2] for base in node.bases}
        is_frozen = any(
            called(each) == "dataclass" and any(w.arg == "frozen" for w in each.keywords)  # type: ignore[attr-defined]
            for each in node.decorator_list
        )
        if is_frozen or bases & {"NamedTuple", "Enum", "StrEnum", "IntEnum", "Flag", "IntFlag"}:
            yield node.name


_NETWORK = (
    "socket", "socketserver", "ssl", "urllib.request", "http", "ftplib", "smtplib", "poplib", "imaplib",
    "telnetlib", "nntplib", "xmlrpc", "requests", "httpx", "urllib3", "aiohttp", "websockets",
    "PySide6.QtNetwork", "PySide6.QtWebEngineCore", "PySide6.QtWebEngineWidgets", "PySide6.QtWebSockets",
)  # fmt: skip
_INSTANCE = "anchor_app/ui/single_instance.py"
_MAY_NAME_SOCKETS = MappingProxyType(
    {
        ("anchor_app/storage/lock.py", "socket.gethostname"): "the lock says which machine holds it",
        ("anchor_app/ui/application.py", "socket.socketpair"): "a signal wakes Qt through a pair inside the process",
        (_INSTANCE, "PySide6.QtNetwork.QLocalServer"): "a second start raises the first window",
        (_INSTANCE, "PySide6.QtNetwork.QLocalSocket"): "a second start raises the first window",
    }
)


def no_network(module: Module) -> Iterator[Offence]:
    """The product works offline and sends nothing anywhere."""
    for name, line in imports(module.tree):
        if is_below(name, *_NETWORK) and (module.path, name) not in _MAY_NAME_SOCKETS:
            yield Offence(module.path, line, f"{name} reaches for the network")


_HOMES = MappingProxyType(
    {
        "PySide6": "ui",
        "shiboken6": "ui",
        "sqlalchemy": "storage",
        "alembic": "storage",
        "sqlite3": "storage",
        "reportlab": "reports",
        "openpyxl": "reports",
        "docx": "reports",
        "PIL": "reports",
        "pydantic": "exchange",
        "pydantic_core": "exchange",
        "pyrage": "exchange",
    }
)


def third_parties_stay_at_home(module: Module) -> Iterator[Offence]:
    """One home for each third party; the domain and the leaves know the standard library only."""
    path = PurePosixPath(module.path)
    is_pure = module.is_in("domain") or path.name in {"design.py", "resources.py"} and path.parent.name == "anchor_app"
    for name, line in imports(module.tree):
        top = name.partition(".")[0]
        if top in _HOMES and not module.is_in(_HOMES[top]):
            yield Offence(module.path, line, f"{top} is known to {_HOMES[top]} only")
        elif is_pure and top != "anchor_app" and top not in sys.stdlib_module_names:
            yield Offence(module.path, line, f"{top} is not in the standard library")
