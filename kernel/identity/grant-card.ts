import { operation, sql } from '../platform/index.ts'
import { acts } from './acts.ts'
import { grantCard } from './card.contract.ts'
import { issuesCards } from './policy.ts'

/** 行政处罚法 art. 42: only who is qualified enforces; the legal office, not the unit itself, says who that is. */
export default operation(grantCard, {
  allow: issuesCards,
  async run({ tx, actor, input, clock, problem }) {
    if (actor.kind === 'person' && actor.personId === input.personId) throw problem('ONESELF')
    if (input.until < input.from) throw problem('TERM', { fields: { until: grantCard.errors.TERM } })
    const { rows } = await sql<{ disabled: boolean; jurisdiction: string | null }>`
      select person.disabled_at is not null as disabled, (select u.jurisdiction from identity.appointment a
        join identity.post p on p.code = a.post join identity.unit u on u.code = p.unit
        where a.person_id = person.id and p.unit = ${input.unit} and a.starts_on <= ${input.from}::date
          and (a.ends_on is null or a.ends_on > ${input.from}::date) limit 1) as jurisdiction
      from identity.person where id = ${input.personId}::uuid`.execute(tx)
    const person = rows[0]
    if (!person || person.disabled) throw problem('NO_PERSON')
    if (!person.jurisdiction) throw problem('NOT_OF_UNIT', { fields: { unit: grantCard.errors.NOT_OF_UNIT } })
    const made =
      await sql`insert into identity.card (number, person_id, unit, scope, valid_from, valid_until, granted_at)
      values (${input.number}, ${input.personId}::uuid, ${input.unit}, ${input.scope}::jsonb, ${input.from}::date,
        ${input.until}::date, ${clock.now()}) on conflict do nothing returning 1`.execute(tx)
    if (made.rows.length === 0) throw problem('NUMBER_TAKEN', { fields: { number: grantCard.errors.NUMBER_TAKEN } })
    const act = acts['card.granted']({
      jurisdiction: person.jurisdiction,
      subject: { kind: 'person', id: input.personId },
      public: {
        number: input.number,
        unitCode: input.unit,
        scope: input.scope,
        from: input.from,
        until: input.until,
      },
      private: { personId: input.personId },
    })
    return { act, output: { number: input.number } }
  },
})
