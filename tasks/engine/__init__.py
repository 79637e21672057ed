"""The one place for what lies below Prefect's decorators: making, claiming, running and mending runs. Pinned and tested."""
