-- Each system tells its parties; a message leads to the page of its kind of case.
alter table messages.message add column case_kind text;
update messages.message set case_kind = 'approval';
alter table messages.message alter column case_kind set not null;
