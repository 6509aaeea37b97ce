import postgres from 'postgres'
import { z } from 'zod'
import { defineContract } from '../platform/contract.ts'
import {
  defineActs,
  execute,
  findAct,
  type Operation,
  operation,
  type Runtime,
  sql,
  system,
  text,
} from '../platform/index.ts'

/** The fault that names an act which this server did not perform. */
export const FORGED = 'forged'
export const REMOVED = 'ledger.forgery-removed'

export const forgeryActs = defineActs('ledger', {
  [REMOVED]: {
    title: text('清除伪造的行为', 'Forged act removed'),
    published: true,
    public: z.object({ act: z.uuid(), reason: z.string() }),
    private: z.object({}),
  },
})

export const removeForgery = defineContract({
  id: 'ledger.remove-forgery',
  kind: 'write',
  title: text('记下清除了一个伪造的行为', 'Record that a forged act was removed'),
  summary: text(
    '伪造的行为由数据库的所有者删除；删除本身记进账本，行为的次序才说得通。',
    'The owner of the database deletes a forged act; that it was deleted goes into the ledger, and accounts for the gap in the order of acts.',
  ),
  input: z.object({
    actId: z.uuid(),
    /** Goes into the public log: no personal data. */
    reason: z
      .string()
      .trim()
      .regex(/^\P{Cc}{2,200}$/u),
  }),
  output: z.object({}),
  errors: {
    NOT_FORGED: {
      status: 404,
      ...text('运行台没有说这个行为是伪造的。', 'The operations desk does not tell that this act was forged.'),
    },
    STILL_THERE: {
      status: 409,
      ...text('这个行为还在数据库里。', 'The act is still in the database.'),
    },
  },
})

/** By the command line alone: who may delete rows of acts is who owns the database. */
export const removal = (jurisdiction: string): Operation =>
  operation(removeForgery, {
    allow: ({ actor }) => actor.kind === 'system',
    async run({ tx, input, problem }) {
      const { actId, reason } = input
      const told = await sql`delete from platform.fault where kind = ${FORGED} and name = ${actId} returning 1`.execute(
        tx,
      )
      if (told.rows.length === 0) throw problem('NOT_FORGED')
      if (await findAct(tx, actId)) throw problem('STILL_THERE')
      const subject = { kind: 'system', id: actId } as const
      return {
        act: forgeryActs[REMOVED]({ jurisdiction, subject, public: { act: actId, reason } }),
        output: {},
      }
    },
  })

/**
 * Deletes what this server did not perform, with the owner's connection, and has it recorded. A crash between the two leaves the light,
 * and the command is given again.
 * @throws Problem NOT_FORGED, INVALID
 */
export async function removeForged(runtime: Runtime, owner: string, actId: string, reason: string): Promise<void> {
  const input = removeForgery.input.parse({ actId, reason })
  const act = await runtime.db.transaction().execute((tx) => findAct(tx, input.actId))
  if (act && !runtime.actKey?.holds(act)) {
    const connection = postgres(owner, { max: 1, onnotice: () => {} })
    try {
      await connection`with gone as (delete from platform.act where jurisdiction = ${act.jurisdiction} and id = ${act.id} returning id)
        delete from platform.act_private p using gone where p.jurisdiction = ${act.jurisdiction} and p.act_id = gone.id`
    } finally {
      await connection.end()
    }
  }
  await execute(runtime, removeForgery, input, { who: system('ledger.remove-forgery') })
}
