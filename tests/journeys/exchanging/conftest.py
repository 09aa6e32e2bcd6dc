"""The fixtures of the desk at which answers are read and decided on."""

from tests.helpers.answering_fixtures import desk, make_desk  # noqa: F401
