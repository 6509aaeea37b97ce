-- Rules are the kernel's now (schema watch): every reader of acts goes by them, not supervision's pages alone.
insert into watch.rule (id, valid_from, valid_to, content)
  select id, valid_from, valid_to, jsonb_build_object('light', light, 'on', coalesce('clock:' || clock, 'act:' || act),
    'condition', coalesce(condition, 'remaining <= ' || remaining), 'name', name, 'basis', basis)
  from supervision.rule on conflict do nothing;
insert into watch.rule_change (id, rule, what, content, valid_from, proposed_by, proposed_as, proposed_at, settled_at, released)
  select id, rule, what, content, valid_from, proposed_by, proposed_as, proposed_at, settled_at, released
  from supervision.rule_change on conflict do nothing;
drop table supervision.rule_change;
drop table supervision.rule;

-- A light says by which words of its rule it was raised, and by which facts and acts.
alter table supervision.light
  add column version date,
  add column facts jsonb not null default '{}',
  add column evidence uuid[] not null default '{}',
  add column points int not null default 0;
