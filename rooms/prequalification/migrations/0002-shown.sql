-- Its cases get their rows of the public list: each is restated by a timer that is due at once, in the database where the place lives.
insert into platform.timer (jurisdiction, id, kind, subject_id, due_at, payload)
  select c.jurisdiction, gen_random_uuid(), 'cases.restate', c.id, now(), '{}'::jsonb
  from cases.case c join platform.stream s on s.jurisdiction = c.jurisdiction and s.subject_id = c.id where c.kind = 'prequalification';
