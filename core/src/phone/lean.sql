-- The server asks what changed since; a phone never does, and wrote this with every op.
DROP INDEX op_change;
