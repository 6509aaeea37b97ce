-- Which act an entry was last made from: its receipt is the entry's proof. Lists of one kind are read in the order of time.
alter table search.entry add column act_id uuid;
create index entry_kind on search.entry (kind, at desc, key);
