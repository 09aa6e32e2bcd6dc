"""The desks that these tests share with their neighbours."""

from tests.helpers.answering_fixtures import desk, make_desk  # noqa: F401
