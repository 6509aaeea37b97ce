import { z } from 'zod'
import { defineActs, text } from '../../kernel/platform/index.ts'

const slot = z.object({ unit: z.string(), day: z.string(), time: z.string(), number: z.string() })
const made = (zh: string, en: string) => ({
  title: text(zh, en),
  published: false,
  public: slot,
  private: z.object({}),
})

const out = (zh: string, en: string) => ({
  title: text(zh, en),
  published: false,
  public: z.object({ unit: z.string(), number: z.string(), day: z.string(), time: z.string() }),
  private: z.object({}),
})

const queued = (zh: string, en: string) => ({
  title: text(zh, en),
  published: false,
  public: z.object({
    unit: z.string(),
    day: z.string(),
    number: z.string(),
    counter: z.string().nullable(),
    state: z.string(),
  }),
  private: z.object({}),
})

/** Who comes when is nobody else's affair: none of it is published. */
export const acts = defineActs('appointments', {
  'slot.held': made('占住时段', 'Slot held'),
  'slot.booked': made('预约', 'Booked'),
  'slot.cancelled': made('取消预约', 'Cancelled'),
  'slot.arrived': made('到场', 'Has come'),
  'outing.held': out('占住外出时间', 'Outing held'),
  'outing.kept': out('定下外出', 'Outing kept'),
  'outing.freed': out('放开外出', 'Outing freed'),
  'number.taken': queued('取号', 'Number taken'),
  'number.called': queued('叫号', 'Number called'),
  'number.ended': queued('办完或过号', 'Served, or absent'),
})
