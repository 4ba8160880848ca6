"""LINE's own OpenAPI, reduced to names, types and bounds (`schema.json`), and made into quick checks of requests."""
