-- A rule looks at a clock or at an act, under a condition in FEEL. Rooms ship theirs; a row here is the city's own and comes before
-- what a room ships under the same id.
alter table supervision.rule
  drop constraint rule_clock_check,
  alter column clock drop not null,
  -- The commonest condition in short: so many days left, or fewer.
  alter column remaining drop not null,
  add column act text,
  add column condition text,
  add constraint looks_at_something check ((clock is null) <> (act is null)),
  add constraint has_condition check (condition is not null or remaining is not null);
alter table supervision.light drop constraint light_rule_fkey, alter column clock drop not null;
alter table supervision.light add column act_id uuid, add column says jsonb;
alter table supervision.light drop constraint light_jurisdiction_case_id_rule_due_key;
create unique index light_once on supervision.light
  (jurisdiction, case_id, rule, due, coalesce(clock, ''), coalesce(act_id, '00000000-0000-0000-0000-000000000000'));
update supervision.light l set says = r.name from supervision.rule r where r.id = l.rule;
-- What the city did not change is what rooms ship now.
delete from supervision.rule where valid_to is null and valid_from = '2010-01-01' and
  (id, light, clock, remaining) in (('promised-1', 'yellow', 'promised', 1), ('promised-over', 'red', 'promised', -1),
    ('statutory-over', 'red', 'statutory', -1), ('correction-1', 'yellow', 'correction', 0), ('service-over', 'red', 'service', -1));
