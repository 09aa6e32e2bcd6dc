"""The desks that these tests share with their neighbours."""

from tests.helpers.showing_fixtures import make_desk  # noqa: F401
