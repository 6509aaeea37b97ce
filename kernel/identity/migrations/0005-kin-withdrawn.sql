-- A relative who was declared in error, or is one no more, is taken back; the acts keep that it was declared.
grant delete on identity.kin to gnomon_app;
