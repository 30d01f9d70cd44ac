-- Who may do what in the console.
ALTER TABLE user ADD COLUMN role TEXT NOT NULL DEFAULT 'coordinator';  -- or administrator

ALTER TABLE user ADD COLUMN signed_in_at INTEGER;  -- the last time; null before the first

-- For whoever looks at where they are signed in: since when, and roughly in which browser.
ALTER TABLE signed_in ADD COLUMN since INTEGER NOT NULL DEFAULT 0;
ALTER TABLE signed_in ADD COLUMN browser TEXT NOT NULL DEFAULT '';

-- What the municipality has set: one value a name.
CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value ANY NOT NULL
) STRICT, WITHOUT ROWID;

-- Ways into a walk, one code a group and role and round. The code itself follows from the row
-- and the key in the keep folder, so that nobody can take part with a copy of this table.
CREATE TABLE entrance (
    short_hash  BLOB PRIMARY KEY,      -- of the short code that is typed
    walk        BLOB NOT NULL,
    group_id    BLOB NOT NULL,         -- empty for a coordinator
    role        TEXT NOT NULL,
    round       INTEGER NOT NULL,      -- the highest is the one that is shown
    planned_end INTEGER NOT NULL,
    UNIQUE (walk, group_id, role, round)
) STRICT, WITHOUT ROWID;
