import type { Net } from '../net.ts'

const EVENTS = ['timer', 'message', 'signal', 'error']

/**
 * A chart's net as a foreign log knows it: most systems record activities and not events, so each event of the chart may also
 * happen unseen. A log that does record them fits as well.
 */
export const chartNet = (net: Net): Net => ({
  ...net,
  transitions: net.transitions.flatMap((t) =>
    t.label !== null && EVENTS.includes(t.kind) ? [t, { ...t, id: `${t.id}:unseen`, label: null }] : [t],
  ),
})
