-- What was opened stays with the room until it says so: in a negotiation nobody learns another's price before the award.
alter table envelope.box add column withheld boolean not null default false;
