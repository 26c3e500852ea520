"""Settings for all tests: examples by rule are the same on every run, and bounded in time."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "project",
    derandomize=True,
    database=None,  # A checkout may be read-only.
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("project")
