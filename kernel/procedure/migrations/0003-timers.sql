-- The kind under which the room that started a case gets its chart's timers.
alter table procedure.instance add column timer_kind text;
grant update on procedure.task to gnomon_app;
