-- Uploads under way. How much of one is here is the length of its file, synced.
CREATE TABLE upload (
    id         BLOB PRIMARY KEY,
    replica    BLOB NOT NULL,
    walk       BLOB NOT NULL,
    hash       BLOB,               -- null when the client did not tell
    length     INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX upload_replica ON upload (replica);
