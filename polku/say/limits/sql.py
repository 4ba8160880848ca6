"""Statements of limits, of the column store."""

# People who did something themselves within a time; what others tell of them, such as facts, is none. Of opens and
# clicks those by machines do not count.
ALIVE = """
SELECT DISTINCT {person} AS person
FROM events
WHERE time > fromUnixTimestamp64Milli({{since:Int64}}, 'UTC')
    AND time <= fromUnixTimestamp64Milli({{now:Int64}}, 'UTC')
    AND if(
        source = 0,
        name IN {{acts:Array(String)}} AND ifNull(toString(properties.machine), '') IN ('', 'false'),
        type IN ('track', 'page', 'screen')
    )
ORDER BY person
"""
