-- Browsers without script that take part. The secret of the replica that writes for one follows
-- from the token in its cookie, which is stored nowhere.
CREATE TABLE taking_part (
    token_hash BLOB PRIMARY KEY,
    code       BLOB NOT NULL,
    read_at    INTEGER,                -- when the privacy notice was read
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
