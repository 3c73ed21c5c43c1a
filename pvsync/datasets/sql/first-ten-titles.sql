-- the first ten titles that each customer watched after starting a subscription
-- Sample 2 of the documents (Datasets API, section 4). A customer's id holds within one parent channel, so the start and
-- what was watched are of one channel; a series counts once, at its first episode watched.
WITH starts AS (
    SELECT subscription_event_id, cid, benefit_id, subscription_event_time_utc AS started
    FROM subscription
    WHERE subscription_event_type = 'Start'
),
watched AS (
    SELECT
        starts.subscription_event_id,
        starts.cid,
        starts.benefit_id,
        starts.started,
        coalesce(catalog.title, playback.catalog_id) AS title,
        min(playback.start_segment_utc) AS first_watched
    FROM starts
    INNER JOIN playback
        ON starts.cid = playback.cid
        AND starts.benefit_id = playback.benefit_id
        AND playback.start_segment_utc >= starts.started
    LEFT JOIN catalog_latest AS catalog ON playback.catalog_id = catalog.id
    GROUP BY
        starts.subscription_event_id,
        starts.cid,
        starts.benefit_id,
        starts.started,
        coalesce(catalog.title, playback.catalog_id)
),
ranked AS (
    SELECT
        subscription_event_id,
        cid,
        benefit_id,
        started,
        row_number() OVER (PARTITION BY subscription_event_id ORDER BY first_watched, title) AS place,
        title,
        first_watched
    FROM watched
)
SELECT cid, benefit_id, started, place, title, first_watched, subscription_event_id
FROM ranked
WHERE place <= 10
ORDER BY started, subscription_event_id, place
