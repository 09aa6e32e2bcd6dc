"""What reports say, and how they are laid out as tagged PDF."""

from __future__ import annotations

import sys
from types import ModuleType

# The PDF library runs `reportlab_settings` from anywhere on the path, and otherwise ~/.reportlab_settings, as
# Python when it is first imported. An empty module in that place keeps both out of this program.
sys.modules.setdefault("reportlab_settings", ModuleType("reportlab_settings"))
