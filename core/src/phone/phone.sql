-- What a phone keeps beside the log.
CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- The walks that were joined here.
CREATE TABLE participation (
    walk      BLOB PRIMARY KEY,
    group_id  BLOB,
    role      TEXT NOT NULL,
    code      BLOB NOT NULL,
    server    TEXT NOT NULL,
    walk_name TEXT NOT NULL,
    language  TEXT NOT NULL,
    form      INTEGER NOT NULL,
    joined_at INTEGER NOT NULL,
    replica   BLOB NOT NULL,       -- the one that writes now
    package   BLOB,
    package_tag TEXT,
    settled_at INTEGER,            -- since when all that was recorded is visible
    tidied    INTEGER NOT NULL DEFAULT 0 -- 1 when that was deleted, its time being over
) STRICT;

-- Who this phone is or was on a walk; a retired replica still gets its receipts.
CREATE TABLE replica (
    id              BLOB PRIMARY KEY,
    walk            BLOB NOT NULL,
    secret          BLOB NOT NULL,
    next_seq        INTEGER NOT NULL,
    retired         INTEGER NOT NULL,
    cursor_scope    INTEGER,
    cursor_position INTEGER,
    head_position   INTEGER,
    head_mark       INTEGER,
    want_own        INTEGER NOT NULL DEFAULT 0,
    failures        INTEGER NOT NULL DEFAULT 0,
    next_sync_at    INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Files of photos: own ones with how far they have come, others' once they are here.
-- Photos of equal bytes share one file on the disk, and each has a row of its own.
CREATE TABLE file (
    hash       BLOB NOT NULL,
    photo      BLOB NOT NULL,
    replica    BLOB,               -- null for a file of somebody else
    bytes      INTEGER NOT NULL,
    state      TEXT NOT NULL,
    offered    INTEGER NOT NULL DEFAULT 0,
    upload     TEXT,               -- where an upload was begun
    refused    TEXT,               -- why it could not be sent, for people
    refused_at INTEGER,
    UNIQUE (hash, photo)
) STRICT;
CREATE INDEX file_photo ON file (photo);
CREATE INDEX file_replica ON file (replica, state);

-- Files to be removed from the disk, a photo's only when no photo names it: noted before
-- they are written or forgotten, and done after the commit or at the next opening.
CREATE TABLE discard (
    path TEXT PRIMARY KEY,
    hash BLOB                      -- of a photo's file
) STRICT, WITHOUT ROWID;

CREATE INDEX op_outbox ON op (replica, seq) WHERE state = 'on_phone';
CREATE INDEX op_unsettled ON op (state) WHERE state <> 'visible';

-- A recording session, and the chunks that are sealed but in no op yet.
CREATE TABLE recording (
    track         BLOB PRIMARY KEY,
    walk          BLOB NOT NULL,
    next_number   INTEGER NOT NULL,
    in_ops_up_to  INTEGER NOT NULL, -- fixes with a smaller number are in ops
    last_op_at    INTEGER NOT NULL,
    ended         INTEGER NOT NULL
) STRICT;
CREATE TABLE chunk (
    track BLOB NOT NULL,
    first INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (track, first)
) STRICT, WITHOUT ROWID;
