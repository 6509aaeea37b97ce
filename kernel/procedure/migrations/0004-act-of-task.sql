-- Which act performs an open step, as the chart says: rooms find their step by it, whatever the element is called.
alter table procedure.task add column act text;

-- The steps that are open already, as their charts say it, in whichever order the attributes stand.
update procedure.task t set act = said.act from (
  select t.jurisdiction, t.case_id, t.element, coalesce(
      substring(c.xml from '<[^>]*\mid="' || s.id || '"[^>]*\mgnomon:act="([^"]*)"'),
      substring(c.xml from '<[^>]*\mgnomon:act="([^"]*)"[^>]*\mid="' || s.id || '"')) as act
  from procedure.task t
    join procedure.instance i on i.jurisdiction = t.jurisdiction and i.case_id = t.case_id
    join procedure.chart c on c.digest = i.digest
    cross join lateral (select regexp_replace(regexp_replace(t.element, '^.*/', ''), '#.*$', '') as id) s) said
  where said.jurisdiction = t.jurisdiction and said.case_id = t.case_id and said.element = t.element;
