-- An op is found by its walk and its hash. Found by its hash alone, it was entered anywhere among
-- the ops of all walks: each op wrote a page of its own, and a walk cost more with each before it.
CREATE TABLE op_apart (
    position INTEGER PRIMARY KEY,
    hash     BLOB NOT NULL,
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
INSERT INTO op_apart SELECT position, hash, replica, seq, at, target, payload, role, walk, group_id,
                            state, reason, counts, change FROM op;
DROP TABLE op;
ALTER TABLE op_apart RENAME TO op;
CREATE UNIQUE INDEX op_hash ON op (walk, hash);
CREATE INDEX op_target ON op (target);
CREATE INDEX op_replica ON op (replica, seq);
