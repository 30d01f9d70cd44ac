-- When the server last said that the package is as it stands.
ALTER TABLE participation ADD COLUMN package_heard_at INTEGER;
