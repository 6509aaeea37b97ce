-- A person's messages are read at the centre, of which each of these is one row (jurisdiction: the centre's).
drop index messages.message_of_person;
create index message_of_person on messages.message (jurisdiction, person_id, at desc);
drop index messages.delivery_of_person;
create index delivery_of_person on messages.delivery (jurisdiction, person_id, at desc);
