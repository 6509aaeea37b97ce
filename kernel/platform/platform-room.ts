import { z } from 'zod'
import { findAct } from './act.store.ts'
import { system } from './actor.ts'
import { defineActs } from './acts.ts'
import { asProblem } from './execute.ts'
import { operation } from './operation.ts'
import { holdsPost, type Policy } from './policy.ts'
import { defineRoom, type Room } from './room.ts'
import { retryAct, retryTimer } from './set-aside.contract.ts'
import { dropAsideAct, lockAsideAct, reviveTimer } from './set-aside.store.ts'
import { text } from './text.ts'

export const acts = defineActs('platform', {
  'platform.act-retried': {
    title: text('搁置的行为处理了', 'An act set aside was taken'),
    published: true,
    public: z.object({ consumer: z.string(), actId: z.string() }),
    private: z.object({}),
  },
  'platform.timer-retried': {
    title: text('停下的定时再响', 'A timer given up was set going'),
    published: true,
    public: z.object({ kind: z.string(), timerId: z.string() }),
    private: z.object({}),
  },
})

const runsThePlace: Policy<{ jurisdiction: string }> = holdsPost(
  'administrator',
  (post, { input }) =>
    post.unitLevel === 'city' || post.jurisdiction === (input as { jurisdiction: string }).jurisdiction,
)

/** The platform's own operations, over the rooms of a city: what was set aside is tried again by an act of an administrator. */
export function platformRoom(rooms: Room[]): Room {
  const consumers = new Map(rooms.flatMap((r) => r.consumers).map((c) => [c.name, c]))
  /** Where its reader reads: at the centre what is of the whole city, else where the act was done. */
  const whereRead = (of: { consumer: string; jurisdiction: string }) =>
    consumers.get(of.consumer)?.centre ? undefined : of.jurisdiction
  return defineRoom({
    name: 'platform',
    title: text('平台', 'Platform'),
    operations: [
      operation(
        { ...retryAct, place: whereRead },
        {
          centre: true,
          allow: runsThePlace,
          async run(ctx) {
            const { tx, input, problem } = ctx
            const { jurisdiction, actId } = input
            const consumer = consumers.get(input.consumer)
            const act = (await lockAsideAct(tx, jurisdiction, input.consumer, actId)) && (await findAct(tx, actId))
            if (!consumer || !act) throw problem('NOT_ASIDE')
            // As the consumer itself would: the system acts, not the administrator.
            const own = { ...ctx, actor: system(consumer.name), call: ctx.callAsSystem, jurisdiction, acts: [act] }
            await consumer.run(own).catch((error) => {
              if (asProblem(error)?.code === 'UNAVAILABLE') throw error
              const said = String((error as Error).message).slice(0, 300)
              throw problem('STILL_FAILS', { detail: text(`还是处理不了：${said}`, `It still fails: ${said}`) })
            })
            await dropAsideAct(tx, jurisdiction, consumer.name, actId)
            return {
              act: acts['platform.act-retried']({
                jurisdiction,
                subject: { kind: 'system', id: actId },
                public: { consumer: consumer.name, actId },
              }),
              output: {},
            }
          },
        },
      ),
      operation(retryTimer, {
        allow: runsThePlace,
        async run({ tx, input, problem }) {
          const timer = await reviveTimer(tx, input.jurisdiction, input.id)
          if (!timer) throw problem('NOT_ASIDE')
          return {
            act: acts['platform.timer-retried']({
              jurisdiction: input.jurisdiction,
              subject: { kind: 'system', id: input.id },
              public: { kind: timer.kind, timerId: input.id },
            }),
            output: {},
          }
        },
      }),
    ],
  })
}
