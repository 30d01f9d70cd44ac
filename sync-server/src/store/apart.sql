-- The indexes of the log that only a server has, after the log was made anew.
CREATE INDEX op_change ON op (walk, change);
CREATE INDEX op_waits ON op (state, reason) WHERE state IN ('held', 'received');
CREATE INDEX op_taken_out ON op (walk, change) WHERE state = 'erased' OR reason = 'by_person';
