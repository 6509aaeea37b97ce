-- What a room takes by its own step: nothing comes into the box, and nothing out of it, but through that.
alter table envelope.box add column hosted boolean not null default false;
