DELETE FROM request_counts WHERE (subject, minute) IN (
    SELECT subject, minute FROM request_counts
    WHERE minute < floor(extract(epoch FROM clock_timestamp()) / 60) - 1 FOR UPDATE SKIP LOCKED
)
