-- A running case goes on by the new version of its chart (cases.migrate-case).
grant update (chart_digest) on cases.case to gnomon_app;
