-- The first event was archived and removed from the table; the others were handed on to a file.

INSERT INTO audit_archives
  (first_id, last_id, first_time, last_time, previous_hash, last_hash, file, sha256, archived_at)
SELECT id, id, time, time, '', hash, 'audit-1-1.jsonl.gz',
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', time
FROM audit_events WHERE id = 1;
DELETE FROM audit_events WHERE id = 1;

INSERT INTO audit_positions (sink, last_id) SELECT 'file', max(id) FROM audit_events;
