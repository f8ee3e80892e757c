WITH now AS (SELECT extract(epoch FROM clock_timestamp()) / 60 AS at),
before AS (
    SELECT coalesce(max(hits), 0) AS hits FROM request_counts, now
    WHERE subject = :subject AND minute = floor(at) - 1
),
taken AS (
    INSERT INTO request_counts AS counted (subject, minute, hits)
    SELECT :subject, floor(at), 1 FROM now, before WHERE floor(hits * (1 - at % 1)) + 1 <= :rate
    ON CONFLICT (subject, minute) DO UPDATE SET hits = counted.hits + 1
    WHERE floor((SELECT hits * (1 - at % 1) FROM now, before)) + counted.hits + 1 <= :rate
    RETURNING hits
)
SELECT (SELECT count(*) FROM taken) AS taken, at % 1 AS gone, before.hits AS before,
    (SELECT coalesce(max(hits), 0) FROM request_counts WHERE subject = :subject AND minute = floor(at)) AS hits
FROM now, before
