"""Reports of comparisons for tests: of groups by hand or by Hypothesis, made as the services make them."""

from __future__ import annotations

import io
from datetime import date

from anchor_app.domain.collaborative import Audience, Collaborative
from anchor_app.domain.comparison import Wanted
from anchor_app.domain.organisation import Kind
from anchor_app.reports.comparison_layout import write_comparison
from anchor_app.services.comparing import Collected
from anchor_app.services.publishing_comparison import report_of
from tests.helpers.collaboratives import answered, group, member
from tests.helpers.values import shipped_charter

DAY = date(2026, 11, 2)
PUBLIC = Audience.PUBLIC
CHARTER = shipped_charter()
FIRSTS = tuple(domain.components[0].id for domain in CHARTER.domains)


def collected_of(found, name="Bay and Fells Collaborative", smallest=5):
    """What the services collect of a group."""
    return Collected(found.rows, found.organisations, found.charters, Collaborative(name, smallest), (), DAY)


def report(found, wanted=None, audience=Audience.COLLABORATIVE, by=None, **about):
    """The report of a group."""
    collected = collected_of(found, **about)
    return report_of(collected, collected.comparison(wanted or Wanted("2026/27"), audience), audience, by)


def pdf(content, on_page=None):
    """A report as a PDF."""
    output = io.BytesIO()
    write_comparison(content, output, on_page)
    return output.getvalue()


def many(count, name="Organisation {}", **about):
    """So many organisations under the shipped charter with answers of all sorts for two periods; some are missing."""
    kinds, every = list(Kind), list(CHARTER.components)
    organisations = [member(f"o{number:04}", name.format(number), ("Bay", "Fells", "")[number % 3],
                            kinds[number % len(kinds)], **about) for number in range(count)]
    rows = []
    for number, one in enumerate(organisations):
        if number % 6 == 5:
            continue
        done = [*FIRSTS, *every[: number % 17]] if number % 4 else every[number % 11:: 3]
        rows += [answered(one.id, done, charter=CHARTER, current=every[::2], agreed=every[:9],
                          is_moderated=bool(number % 2), focus=every[3:5], opportunities=every[5:9],
                          received_at="2026-11-03T14:02:00+00:00" if number % 3 else ""),
                 answered(one.id, done[2:], "2025/26", charter=CHARTER)]
    return group(organisations, rows, CHARTER)
