import { readFileSync } from 'node:fs'
import { type Opening, openCase, opened, roomChart } from '../../kernel/cases/index.ts'
import { findPerson, organisationByCode } from '../../kernel/identity/index.ts'
import { usccOf } from '../../kernel/parties/index.ts'
import { holdsPost, operation, postOf, type Tx } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { GROUNDS, openListing } from './contract.ts'
import { factOf, insertListing } from './credit.store.ts'
import { listing, OFFICER } from './listing.kind.ts'
import { listOf, usable } from './lists.ts'

const chart = readFileSync(new URL('procedures/listing.bpmn', import.meta.url), 'utf8')

/** Who is party for a subject: the person, or everybody who acts for the organisation; where nobody does, its name alone. */
export async function partiesFor(tx: Tx, subject: string, name: string): Promise<Opening['parties']> {
  const uscc = usccOf(subject)
  const none = { role: 'subject', personId: null, organisationId: null, unit: null, name, hidden: false }
  if (!uscc) {
    const personId = subject.replace('person:', '')
    return [{ ...none, personId: (await findPerson(tx, personId)) ? personId : null, hidden: true }]
  }
  const found = await organisationByCode(tx, uscc)
  if (!found || found.members.length === 0) return [{ ...none, organisationId: found?.id ?? null }]
  return found.members.map((personId) => ({ ...none, personId, organisationId: found.id }))
}

/** No list without a basis that stands, no listing but by a final document, and by one document once (国办发〔2020〕49号). */
export default operation(openListing, {
  allow: holdsPost(OFFICER),
  async run(ctx) {
    const { tx, actor, input, problem } = ctx
    const post = postOf(actor)!
    const fact = await factOf(tx, post.jurisdiction, input.factId)
    if (!fact || fact.endedOn) throw problem('NO_FACT')
    if (!GROUNDS.includes(fact.kind)) throw problem('GROUND')
    const list = listOf(input.list)
    if (!list) throw problem('NO_LIST')
    if (!usable(list)) throw problem('NO_BASIS')
    const made = await openCase(ctx, {
      kind: listing.kind,
      jurisdiction: post.jurisdiction,
      unit: post.unitCode,
      chartDigest: await roomChart(tx, listing, chart),
      parties: await partiesFor(tx, fact.subject, fact.name),
      form: {},
    })
    const { jurisdiction, id: caseId, number } = made.found
    const { subject, name, document: decision } = fact
    const row = { jurisdiction, caseId, number, list: list.id, subject, name, decision, unit: post.unitCode }
    if (!(await insertListing(tx, row))) throw problem('TWICE')
    const uscc = usccOf(subject)
    const act = acts['listing.opened']({
      jurisdiction,
      subject: made.subject,
      basis: list.basis,
      public: { ...made.stamp, number, list: list.id, decision, ...(uscc ? { uscc } : {}) },
      private: { name, reason: input.reason },
    })
    await opened(ctx, made, act)
    return { act, output: { caseId, number } }
  },
})
