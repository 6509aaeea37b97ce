-- A command is carried out once in its place, in the transaction of its act. Those of before have none and answer no more: a form
-- sent again across the upgrade is judged by the state of its case.
alter table platform.command add column jurisdiction text not null default '000000' check (jurisdiction ~ '^[0-9]{6}$');
alter table platform.command alter column jurisdiction drop default;
alter table platform.command drop constraint command_pkey, add primary key (jurisdiction, id);
