import { keyOf, nameOf, contract as parties, usccOf } from '../../kernel/parties/index.ts'
import { newId, operation, postOf } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { GROUNDS, recordFact } from './contract.ts'
import { factBy, insertFact } from './credit.store.ts'
import { OFFICER } from './listing.kind.ts'

/** A fact on record is not a listing; of natural persons only the ground of one is taken, not whatever there is. */
export default operation(recordFact, {
  allow: ({ actor }) => actor.kind === 'system' || postOf(actor, OFFICER) !== undefined,
  async run({ tx, actor, input, clock, home, callAsSystem, problem }) {
    const jurisdiction = postOf(actor)?.jurisdiction ?? input.jurisdiction ?? home
    const subject = keyOf(input.subject)
    const uscc = usccOf(subject)
    if (input.until && input.until < input.on) throw problem('BACKWARDS')
    if (!uscc && !GROUNDS.includes(input.kind)) throw problem('PERSON')
    if (await factBy(tx, jurisdiction, { subject, document: input.document })) throw problem('KNOWN')
    if ((await nameOf(tx, subject)) !== input.name)
      await callAsSystem(parties.nameSubject, { key: subject, name: input.name })
    const id = newId(clock.now().getTime(), jurisdiction)
    const { name, kind, title, document, on, source, until = null } = input
    await insertFact(tx, {
      jurisdiction,
      id,
      subject,
      name,
      kind,
      title,
      document,
      on,
      until,
      unit: postOf(actor)?.unitCode ?? input.unit ?? null,
      source,
      act: input.act ?? null,
      at: clock.now(),
    })
    const act = acts['fact.recorded']({
      jurisdiction,
      subject: { kind: 'system', id },
      public: { kind, title, document, on, until, source, ...(uscc ? { uscc } : {}) },
      private: { subject, name },
    })
    return { act, output: { id } }
  },
})
