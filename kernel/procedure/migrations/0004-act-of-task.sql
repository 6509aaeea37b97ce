-- Which act performs an open step, as the chart says: rooms find their step by it, whatever the element is called.
alter table procedure.task add column act text;
