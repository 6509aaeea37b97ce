import { createHash, randomBytes } from 'node:crypto'
import { operation, type PersonActor, query, sql, systemOnly } from '../platform/index.ts'
import { acts } from './acts.ts'
import { endFeed, feedOwner, makeFeed, myFeed } from './feed.contract.ts'
import { oneself } from './policy.ts'

const digestOf = (key: string) => createHash('sha256').update(`feed:${key}`).digest()

export const made = operation(makeFeed, {
  allow: oneself,
  as: 'citizen',
  async run({ tx, home, actor, input, clock }) {
    const { personId } = actor as PersonActor
    const key = randomBytes(24).toString('base64url')
    await sql`insert into identity.feed (person_id, purpose, digest, made_at)
      values (${personId}::uuid, ${input.purpose}, ${digestOf(key)}, ${clock.now()})
      on conflict (person_id, purpose) do update set digest = excluded.digest, made_at = excluded.made_at`.execute(tx)
    const act = acts['feed.made']({
      jurisdiction: home,
      subject: { kind: 'person', id: personId },
      public: { purpose: input.purpose },
    })
    return { act, output: { key } }
  },
})

export const ended = operation(endFeed, {
  allow: oneself,
  as: 'citizen',
  async run({ tx, home, actor, input, problem }) {
    const { personId } = actor as PersonActor
    const { rows } = await sql`delete from identity.feed
      where person_id = ${personId}::uuid and purpose = ${input.purpose} returning 1`.execute(tx)
    if (rows.length === 0) throw problem('NO_FEED')
    const act = acts['feed.ended']({
      jurisdiction: home,
      subject: { kind: 'person', id: personId },
      public: { purpose: input.purpose },
    })
    return { act, output: {} }
  },
})

export const mine = query(myFeed, {
  allow: oneself,
  async run({ tx, actor, input }) {
    const { rows } = await sql<{ madeAt: Date }>`select made_at from identity.feed
      where person_id = ${(actor as PersonActor).personId}::uuid and purpose = ${input.purpose}`.execute(tx)
    return { madeAt: rows[0]?.madeAt ?? null }
  },
})

/** Nobody, too, where the person was disabled: the address ends with the account. */
export const owner = query(feedOwner, {
  allow: systemOnly,
  async run({ tx, input }) {
    const { rows } = await sql<{ personId: string }>`select f.person_id from identity.feed f
      join identity.person p on p.id = f.person_id and p.disabled_at is null
      where f.digest = ${digestOf(input.key)} and f.purpose = ${input.purpose}`.execute(tx)
    return { personId: rows[0]?.personId ?? null }
  },
})
