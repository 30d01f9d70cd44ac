-- The indexes of the log that only a phone has, after the log was made anew.
CREATE INDEX op_outbox ON op (replica, seq) WHERE state = 'on_phone';
CREATE INDEX op_unsettled ON op (state) WHERE state <> 'visible';
