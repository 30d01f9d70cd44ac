-- Uploads. How much of one is here is the length of its file, once synced.
CREATE TABLE upload (
    id         BLOB PRIMARY KEY,
    replica    BLOB NOT NULL,
    walk       BLOB NOT NULL,
    hash       BLOB,               -- null when the client did not tell
    length     INTEGER NOT NULL,
    finished   INTEGER NOT NULL,   -- 1 once the photo is received; the row answers late askers
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX upload_replica ON upload (replica, finished);
CREATE INDEX upload_expires ON upload (expires_at);
