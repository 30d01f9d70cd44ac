-- When the person had read how their words are used, and went on.
ALTER TABLE participation ADD COLUMN notice_accepted_at INTEGER;
