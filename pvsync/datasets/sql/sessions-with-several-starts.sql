-- playback sessions that have more than one start, though the documents print session_id alone as the key
-- Rows are segments of a session (Datasets API, section 3); each start is a row of its own here.
SELECT
    session_id,
    count(*) AS starts,
    min(start_segment_utc) AS first_start,
    max(start_segment_utc) AS last_start,
    sum(seconds_viewed) AS seconds_viewed
FROM playback
GROUP BY session_id
HAVING count(*) > 1
ORDER BY session_id
