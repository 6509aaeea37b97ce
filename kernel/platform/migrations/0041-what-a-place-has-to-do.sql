-- What waits in a database beside the centre's: acts that readers there have not read, timers that are late, messages to other nodes.
alter table platform.link add column inside jsonb;
