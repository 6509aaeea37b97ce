-- Nothing ever queued a job (ADR 0002).
drop schema if exists graphile_worker cascade;
