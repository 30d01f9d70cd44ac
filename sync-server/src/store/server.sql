-- One row a commit that changed the log: where it ended, and a random number that
-- tells a server restored from a backup apart.
CREATE TABLE mark (
    position INTEGER PRIMARY KEY,
    mark     INTEGER NOT NULL
) STRICT;

-- Who has called, and what they said of themselves, for the coordinator's panel.
CREATE TABLE replica (
    id              BLOB PRIMARY KEY,
    walk            BLOB NOT NULL,
    code            BLOB,              -- null for the office
    role            TEXT NOT NULL,
    group_id        BLOB,
    ops             INTEGER NOT NULL,  -- how many of its ops are stored
    first_seen      INTEGER NOT NULL,
    last_seen       INTEGER NOT NULL,
    ops_holding     INTEGER NOT NULL,
    photos_holding  INTEGER NOT NULL,
    bytes_holding   INTEGER NOT NULL,
    clock_offset_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX replica_walk ON replica (walk);

-- The office's acts, as ingest asks for them. Each reaches no further than its walk.
CREATE TABLE revoked (
    subject TEXT NOT NULL,             -- code or replica
    id      BLOB NOT NULL,
    walk    BLOB NOT NULL,
    at      INTEGER NOT NULL,
    PRIMARY KEY (subject, id, walk)
) STRICT, WITHOUT ROWID;
CREATE TABLE erased (
    subject TEXT NOT NULL,             -- op, entity or replica
    id      BLOB NOT NULL,
    walk    BLOB NOT NULL,
    rule    TEXT NOT NULL,
    at      INTEGER NOT NULL,
    PRIMARY KEY (subject, id, walk)
) STRICT, WITHOUT ROWID;
CREATE TABLE decided (
    subject  TEXT NOT NULL,            -- op or replica
    id       BLOB NOT NULL,
    walk     BLOB NOT NULL,
    decision TEXT NOT NULL,            -- admit or hold
    PRIMARY KEY (subject, id, walk)
) STRICT, WITHOUT ROWID;

-- Ops that wait for an entity to be admitted: their parent, or their target.
CREATE TABLE waiting (
    entity   BLOB NOT NULL,
    position INTEGER NOT NULL,         -- of the op
    PRIMARY KEY (entity, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX entity_creator ON entity (creator, kind);

-- Files that are whole, synced to disk, and have the right hash. One row an uploader.
CREATE TABLE file (
    walk        BLOB NOT NULL,
    hash        BLOB NOT NULL,
    uploader    BLOB NOT NULL,         -- a replica
    bytes       INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    state       TEXT NOT NULL,         -- visible while a photo that counts names it
    change      INTEGER NOT NULL,
    PRIMARY KEY (walk, hash, uploader)
) STRICT, WITHOUT ROWID;
CREATE INDEX file_uploader ON file (uploader, change);
-- Contents that were erased: they are taken off the disk, also when they come again.
CREATE TABLE erased_file (
    walk BLOB NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (walk, hash)
) STRICT, WITHOUT ROWID;

-- People of the office. `office` is who acts on the command line; nobody signs in as it.
CREATE TABLE user (
    name          TEXT PRIMARY KEY,
    password_hash TEXT,
    secret        BLOB NOT NULL,       -- of the replica that writes for this person
    created_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE signed_in (
    token_hash BLOB PRIMARY KEY,
    user       TEXT NOT NULL REFERENCES user (name) ON DELETE CASCADE,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
