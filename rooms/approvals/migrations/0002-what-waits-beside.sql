-- A visit or a hearing that is under way waits in the inbox of who goes or presides: its case is restated by a timer that is due at once.
insert into platform.timer (jurisdiction, id, kind, subject_id, due_at, payload)
  select distinct on (s.jurisdiction, s.case_id) s.jurisdiction, gen_random_uuid(), 'cases.restate', s.case_id, now(), '{}'::jsonb
  from cases.standing s join platform.act a on a.jurisdiction = s.jurisdiction and a.subject_id = s.case_id
  where s.kind = 'approval' and not s.closed and a.type in ('site-visit.called', 'licence-hearing.asked', 'licence-hearing.called');
