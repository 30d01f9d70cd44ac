-- The log. One row an op, its bytes as they came.
CREATE TABLE op (
    position INTEGER PRIMARY KEY,
    hash     BLOB NOT NULL UNIQUE,
    replica  BLOB NOT NULL,
    seq      INTEGER NOT NULL,
    at       INTEGER NOT NULL,
    target   BLOB,               -- null when the payload cannot be read
    payload  BLOB NOT NULL,      -- the skeleton once erased
    role     TEXT NOT NULL,
    walk     BLOB NOT NULL,
    group_id BLOB,
    state    TEXT NOT NULL,
    reason   TEXT,
    counts   INTEGER NOT NULL,   -- 1 when it takes part in the fold
    change   INTEGER NOT NULL    -- when its state last changed; 0 on a phone
) STRICT;
CREATE INDEX op_target ON op (target);
CREATE INDEX op_replica ON op (replica, seq);
CREATE INDEX op_change ON op (walk, change);

-- Projections: a fold of the log that `rebuild` makes anew.
CREATE TABLE entity (
    row       INTEGER PRIMARY KEY,
    id        BLOB NOT NULL UNIQUE,
    kind      TEXT NOT NULL,
    parent    BLOB,
    walk      BLOB,
    group_id  BLOB,
    creator   BLOB NOT NULL,
    at        INTEGER NOT NULL,
    withdrawn INTEGER NOT NULL,
    unsettled INTEGER NOT NULL,
    -- Of observations alone, so that a map reads no payloads.
    observation_kind TEXT,
    lat       REAL,
    lon       REAL
) STRICT;
CREATE INDEX entity_parent ON entity (parent, kind);
CREATE INDEX entity_list ON entity (walk, kind, at DESC);
CREATE VIRTUAL TABLE spot USING rtree (row, min_lat, max_lat, min_lon, max_lon);

-- The files that a photo's heads name: one, or several at odds.
CREATE TABLE photo_file (
    photo BLOB NOT NULL,
    hash  BLOB NOT NULL,
    PRIMARY KEY (photo, hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX photo_file_hash ON photo_file (hash);
