-- A life event's guided questions, where it has them.
alter table catalog.scenario add column guide jsonb;
