-- seconds, sessions and customers of each title by marketplace and channel, all that the store holds
-- playback.catalog_id is catalog.id (Datasets API, section 3). Customers of one channel are not added to those of
-- another: their ids hold within one parent channel.
SELECT
    catalog.vendor_sku,
    catalog.title,
    catalog.season,
    catalog.episode,
    playback.marketplace_id,
    playback.benefit_id,
    sum(playback.seconds_viewed) AS seconds_viewed,
    count(DISTINCT playback.session_id) AS sessions,
    count(DISTINCT playback.cid) AS customers
FROM playback
LEFT JOIN catalog_latest AS catalog ON playback.catalog_id = catalog.id
GROUP BY
    catalog.vendor_sku,
    catalog.title,
    catalog.season,
    catalog.episode,
    playback.marketplace_id,
    playback.benefit_id
ORDER BY sum(playback.seconds_viewed) DESC, catalog.vendor_sku, playback.marketplace_id, playback.benefit_id
