-- A line of the register belongs to its case's place; at the centre, where decisions are looked up, it does not say whose it is.
alter table enforcement.register drop constraint register_pkey;
alter table enforcement.register add primary key (jurisdiction, number);
alter table enforcement.register alter column subject set default '';
