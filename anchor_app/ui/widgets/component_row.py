"""A component as its domain's page lists it: status, title, what is behind it, its flags."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.assessment import Assessment
from anchor_app.domain.charter import Component
from anchor_app.domain.guidance import in_place
from anchor_app.domain.last_time import LastTime
from anchor_app.domain.level_wording import practices_words
from anchor_app.ui.widgets.earlier_line import EarlierLine
from anchor_app.ui.widgets.status import StatusShape
from anchor_app.ui.widgets.text import PlainLabel


def component_details(assessment: Assessment, component: Component) -> str:
    """Status, practices, evidence and flags of a component as one line."""
    answer = assessment.component(component.id)
    pieces = len(assessment.evidence_of(component.id))
    parts = [answer.status.words, practices_words(in_place(assessment, component), len(component.practices)),
             f"{pieces} {'piece' if pieces == 1 else 'pieces'} of evidence"]
    parts += ["Focus this period"] if answer.focus else []
    parts += ["Look at again"] if answer.look_again else []
    return " · ".join(parts)


class ComponentRow(QWidget):
    """The row of one component; `component_requested` carries its id."""

    component_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = ""
        self.shape = StatusShape()
        self.title = PlainLabel("")
        self.details = PlainLabel("", "hint")
        self.earlier = EarlierLine()
        self.open = QPushButton("Open")
        self.open.setProperty("kind", "link")
        self.open.clicked.connect(lambda: self.component_requested.emit(self.key))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.details)
        words.addWidget(self.earlier)
        row.addWidget(self.shape, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.open)

    def show_component(self, assessment: Assessment, component: Component, beyond_nhs: bool,
                       last: LastTime | None = None) -> None:
        """Show how a component stands, and stood last time."""
        self.key = component.id
        title = f"{component.id} {component.title_for(beyond_nhs)}"
        self.shape.set_status(assessment.component(component.id).status)
        self.title.setText(title)
        self.details.setText(component_details(assessment, component))
        then = last.component(component.id) if last else None
        self.earlier.show_words(f"{last.when}: {then.status.words}" if last and then else "")
        self.open.setAccessibleName(f"Open {title}")
