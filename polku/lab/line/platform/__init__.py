"""LINE's endpoints, one subject a file, each with its list `ENDPOINTS`."""
