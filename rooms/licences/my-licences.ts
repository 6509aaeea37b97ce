import { dayOf } from '../../kernel/calendar/index.ts'
import { type LicenceContent, licencesOfPerson, papersOfPerson } from '../../kernel/cases/index.ts'
import { followersOf, publishedItem } from '../../kernel/catalog/index.ts'
import { capacityOf } from '../../kernel/identity/index.ts'
import { actsOfMany, loggedIn, type PersonActor, query, text } from '../../kernel/platform/index.ts'
import { type Change, type Ending, endingWords, myLicences } from './contract.ts'

const MOST = 200
const DAY = 86_400_000

/** Whose licences: those of the capacity; where none is named, the person's own and those of the companies that he reads for. */
function holderIn(actor: PersonActor, key: string | undefined) {
  const all = actor.capacities?.organisations.filter((o) => o.scopes.includes('read')).map((o) => o.id) ?? []
  if (key === undefined) return { personId: actor.personId, organisations: all }
  const capacity = capacityOf(actor, key)
  if (capacity?.kind === 'self') return { personId: actor.personId, organisations: [] }
  return { personId: null, organisations: capacity?.kind === 'organisation' ? [capacity.id] : [] }
}

/** What a person holds, until when, and where it was used. */
export default query(myLicences, {
  allow: ({ actor }) => loggedIn(actor),
  async run({ tx, input, clock, actor }) {
    const { personId } = actor as PersonActor
    const held = await licencesOfPerson(tx, holderIn(actor as PersonActor, input.capacity), MOST, input.titles)
    const uses = await papersOfPerson(
      tx,
      personId,
      held.flatMap((d) => (d.content as LicenceContent).pdf?.sha256 ?? []),
    )
    const places = [...new Set(held.map((d) => d.jurisdiction))]
    const acts = await actsOfMany(
      tx,
      places,
      held.map((d) => d.caseId),
    )
    const today = dayOf(clock.now())
    const itemOf = (caseId: string): string | undefined =>
      acts.get(caseId)?.find((a) => a.type === 'application.submitted')?.public.itemCode
    const followers = await followersOf(tx, [...new Set(held.flatMap((d) => itemOf(d.caseId) ?? []))], clock.now())
    const rows = []
    for (const { number, content, caseId } of held) {
      const licence = content as LicenceContent
      // A document on the letterhead is no licence.
      if (!licence.holder) continue
      const end = acts.get(caseId)?.findLast((a) => a.type === 'licence.ended')
      const ended = end && { said: endingWords[end.public.how as Ending], on: dayOf(end.happenedAt) }
      const until = acts.get(caseId)?.findLast((a) => a.type === 'licence.prolonged')?.public.until ?? licence.until
      const valid = !ended && (!until || until >= today)
      const used = []
      for (const { sha256, itemCode, uploadedAt } of uses) {
        if (sha256 !== licence.pdf?.sha256 || itemCode === null) continue
        const item = await publishedItem(tx, itemCode, uploadedAt)
        used.push({ itemName: item?.content.name ?? text(itemCode, itemCode), at: uploadedAt })
      }
      rows.push({
        number,
        title: licence.title,
        holder: licence.holder,
        issuedBy: licence.issuedBy,
        issuedOn: licence.issuedOn,
        validity: licence.validity,
        until: until ?? null,
        left: until ? (Date.parse(until) - Date.parse(today)) / DAY : null,
        ended: ended ?? null,
        caseNumber: licence.caseNumber,
        replaces: licence.replaces ?? null,
        replacedBy: end?.public.by ?? null,
        changes: valid
          ? followers
              .filter((f) => f.items.includes(itemOf(caseId) ?? ''))
              .map((f) => ({ itemCode: f.code, how: f.how as Change, title: f.name }))
          : [],
        usable: licence.pdf !== undefined && valid,
        used,
      })
    }
    return rows
  },
})
