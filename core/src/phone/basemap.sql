-- The part of the base map that is here for a walk, and the one that could not be taken.
CREATE TABLE basemap (
    walk        BLOB PRIMARY KEY,
    hash        BLOB,
    bytes       INTEGER,
    attribution TEXT,
    refused     BLOB,
    refused_at  INTEGER
) STRICT;
