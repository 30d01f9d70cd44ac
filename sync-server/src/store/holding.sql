-- Since when a phone holds what it last said that it holds, by the server's clock; null when that
-- is nothing. One that holds something now said so when it called last, if not before.
ALTER TABLE replica ADD COLUMN holding_since INTEGER;
UPDATE replica SET holding_since = last_seen WHERE ops_holding + photos_holding > 0;
