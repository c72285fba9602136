"""Property tests: the same examples at each run, and nothing left behind in the repository.

`./dev test pure --hypothesis-profile=jelajah` looks at new examples, and at many more of them.
"""

import tempfile

from hypothesis import HealthCheck, settings
from hypothesis.configuration import set_hypothesis_home_dir

_RUMAH = tempfile.TemporaryDirectory(prefix="hypothesis-")
set_hypothesis_home_dir(_RUMAH.name)

_UMUM = {
	"deadline": None,
	"database": None,
	"print_blob": False,
	"suppress_health_check": [HealthCheck.too_slow],
}
settings.register_profile("tetap", derandomize=True, max_examples=150, **_UMUM)
settings.register_profile("jelajah", derandomize=False, max_examples=3000, **_UMUM)
settings.load_profile("tetap")
