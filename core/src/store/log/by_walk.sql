-- Walks of one town lie on each other: the tree of places tells them apart by two bytes of the
-- walk's id, of which it knows nothing else. They reach half a step, so that a box has a size.
DROP TABLE spot;
CREATE VIRTUAL TABLE spot USING rtree (
    row, min_lat, max_lat, min_lon, max_lon, min_walk, max_walk
);
INSERT INTO spot
SELECT row, lat, lat, lon, lon, code, code + 0.5 FROM (
    SELECT row, lat, lon,
           4096 * (instr('0123456789ABCDEF', substr(hex(walk), 29, 1)) - 1)
           + 256 * (instr('0123456789ABCDEF', substr(hex(walk), 30, 1)) - 1)
           + 16 * (instr('0123456789ABCDEF', substr(hex(walk), 31, 1)) - 1)
           + instr('0123456789ABCDEF', substr(hex(walk), 32, 1)) - 1 AS code
    FROM entity WHERE lat IS NOT NULL AND walk IS NOT NULL
);
