import { operation, type Problem, type RunContext, sql } from '../platform/index.ts'
import { acts } from './acts.ts'
import { disablePerson, enablePerson } from './contract.ts'
import { endSessionsOf } from './identity.store.ts'
import { administers } from './policy.ts'

type Of = Pick<RunContext<typeof enablePerson>, 'tx' | 'actor'> & {
  problem(code: 'NO_PERSON' | 'ONESELF'): Problem
}

async function mark({ tx, actor, problem }: Of, personId: string, at: Date | null): Promise<void> {
  if (actor.kind === 'person' && actor.personId === personId) throw problem('ONESELF')
  const { rows } =
    await sql`update identity.person set disabled_at = ${at}::timestamptz where id = ${personId}::uuid returning id`.execute(
      tx,
    )
  if (rows.length === 0) throw problem('NO_PERSON')
}

// The two sides of one switch. Power ends with the transaction: each request reads the person anew.
export const disable = operation(disablePerson, {
  allow: administers,
  async run({ input, home, ...ctx }) {
    await mark(ctx, input.personId, ctx.clock.now())
    await endSessionsOf(ctx.tx, input.personId)
    const act = acts['person.disabled']({
      jurisdiction: home,
      subject: { kind: 'person', id: input.personId },
      public: {},
      private: { reason: input.reason },
    })
    return { act, output: {} }
  },
})

export const enable = operation(enablePerson, {
  allow: administers,
  async run({ input, home, ...ctx }) {
    await mark(ctx, input.personId, null)
    return {
      act: acts['person.enabled']({ jurisdiction: home, subject: { kind: 'person', id: input.personId }, public: {} }),
      output: {},
    }
  },
})
