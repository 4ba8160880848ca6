"""HTTP, as plain as it can be: a table of addresses, a request, an answer, and the gate before LINE's endpoints."""
