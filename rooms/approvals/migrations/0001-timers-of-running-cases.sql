-- Cases that began before charts' timers were rung: steps that open from now on set theirs for this room, as those of new cases do.
update procedure.instance set timer_kind = 'approvals.chart-timer' where timer_kind is null;
