"""Long lists reach a server as well: its addresses and its fields have an end."""

import socket

from polku.kit.columns_engine import connect
from polku.know.rules.condition import Node, Writer
from polku.know.rules.operators.claim import read_claim
from polku.know.rules.operators.place import column
from tests import clickhouse

MEETS = "SELECT {claim} FROM (SELECT accurateCast({{given:String}}, 'JSON') AS json)"


def test_ten_thousand_values_reach_a_server(tmp_path):
    values = [f"値段 {'🏠' * 20} {number}" for number in range(9_999)]
    write = Writer()
    claim = read_claim(Node({"op": "in", "value": [*values, 12.5]}, ""))
    asked = MEETS.format(claim=claim.sql(column("json", "a"), write))

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with clickhouse.serving(tmp_path / "clickhouse", port) as url:
        client = connect(url, database="default")
        found = [
            client.query(asked, parameters=write.parameters | {"given": f'{{"a": "{value}"}}'}).result_rows[0][0]
            for value in (values[0], values[-1], "12.5", "値段")
        ]
        client.close()

    assert found == [1, 1, 1, 0]
