-- each stream with the status that its subscription had last before it, and what was watched
-- Sample 1 of the documents (Datasets API, section 4): playback is joined to the subscription log on
-- subscription_event_id, and to the catalog for its metadata.
SELECT
    playback.session_id,
    playback.start_segment_utc,
    playback.marketplace_id,
    playback.benefit_id,
    playback.cid,
    subscription.subscription_event_type AS status,
    subscription.subscription_event_time_utc AS status_since,
    subscription.offer_billing_type,
    catalog.vendor_sku,
    catalog.title,
    catalog.season,
    catalog.episode,
    playback.seconds_viewed
FROM playback
LEFT JOIN subscription ON playback.subscription_event_id = subscription.subscription_event_id
LEFT JOIN catalog_latest AS catalog ON playback.catalog_id = catalog.id
ORDER BY playback.start_segment_utc, playback.session_id
