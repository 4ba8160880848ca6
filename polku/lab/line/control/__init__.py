"""The lab's own API below `/lab`, one subject a file, each with its list `ROWS`. Described at `/lab/openapi.json`."""
