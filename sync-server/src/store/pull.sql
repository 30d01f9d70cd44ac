-- What a phone that knows nothing yet may see: its group's, and what belongs to no group.
CREATE INDEX entity_group ON entity (walk, group_id);
-- What was taken out again is few, and every phone is told of it.
CREATE INDEX op_taken_out ON op (walk, change) WHERE state = 'erased' OR reason = 'by_person';
