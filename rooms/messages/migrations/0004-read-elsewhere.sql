-- Who is no party reads it at an address of its own: at the desk, or where it was announced.
alter table messages.message add column path text;
