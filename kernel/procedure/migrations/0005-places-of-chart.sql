-- The places of a chart's net in the order in which running cases number their tokens: a later compiler may make another.
alter table procedure.chart add column places text[];
