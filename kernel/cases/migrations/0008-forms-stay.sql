-- A form stays in the place; where the case is known without it, it is empty.
alter table cases.case alter column form set default '{}';
alter table cases.draft alter column form set default '{}';
