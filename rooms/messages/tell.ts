import { addDays, dayOf, startOfDay } from '../../kernel/calendar/index.ts'
import {
  AGENT,
  type Case,
  caseById,
  contract as cases,
  kindOf,
  type Party,
  partiesOf,
  standingOf,
} from '../../kernel/cases/index.ts'
import { holdersOf, contract as identity, membersOf } from '../../kernel/identity/index.ts'
import { type Act, consumer, newId, type ReadContext, type Told, type Tx } from '../../kernel/platform/index.ts'
import type { Channel } from './channels.ts'
import { insertDelivery, insertMessage, preferenceOf } from './message.store.ts'
import { bodyOf, SUBJECT } from './words.rules.ts'

/** When the day's digest goes out: six in the evening. */
const DIGEST_HOUR = 18

/** The parties, of a company whoever reads its cases now, and agents while their authority stands; each once. */
async function partiesToTell(
  tx: Tx,
  parties: Party[],
  to: Told['to'],
  callAsSystem: ReadContext['callAsSystem'],
): Promise<Set<string>> {
  const persons = new Set<string>()
  for (const { personId, organisationId, role, authority, hidden } of parties) {
    if (to ? role !== AGENT && !to.includes(role) : hidden) continue
    const members = organisationId && (personId === null || role === AGENT)
    if (members)
      for (const m of await membersOf(tx, organisationId)) m.scopes.includes('read') && persons.add(m.personId)
    else if (authority) {
      if (personId && (await callAsSystem(identity.authorityStands, { id: authority }))) persons.add(personId)
    } else if (personId) persons.add(personId)
  }
  return persons
}

type Ctx = { tx: Tx; clock: ReadContext['clock']; callAsSystem: ReadContext['callAsSystem'] }

/** Who is told by one telling of an act, where they read it, and its sentence. */
async function tellingOf({ tx, clock, callAsSystem }: Ctx, act: Act, found: Case, parties: Party[], told: Told) {
  const { says, to, did, post, page = '' } = told
  const asked = { caseId: found.id, actId: act.id, fields: [...(told.with ?? [])], did: [...(did ?? [])] }
  const near = told.with || did ? await callAsSystem(cases.toTell, asked) : { said: {}, persons: [] }
  const line = typeof says === 'function' ? says({ ...act.public, ...near.said }) : says
  const { portal = '/cases', desk = '/desk/cases' } = kindOf(found.kind).pages ?? {}
  if (post) {
    const units = [act.public[post.units] ?? []].flat() as string[]
    const holders = await Promise.all(units.map((unit) => holdersOf(tx, unit, clock.now())))
    const persons = holders.flat().filter((h) => h.role === post.role)
    return { line, persons: new Set(persons.map((h) => h.id)), path: `${desk}/${found.number}` }
  }
  const persons = did ? new Set(near.persons) : await partiesToTell(tx, parties, to, callAsSystem)
  return { line, persons, path: `${portal}/${found.number}${page}` }
}

/**
 * What happened to a case is told to its parties and to whom else its room names: in the inbox always, outside as each of them wishes. Wherever it happened, it is
 * told at the centre, where accounts live.
 */
export const tell = (words: ReadonlyMap<string, readonly Told[]>) =>
  consumer('messages.tell', {
    types: [...words.keys()],
    centre: true,
    async run({ tx, acts, jurisdiction, clock, timer, home, site, callAsSystem }) {
      for (const act of acts) {
        const found = await caseById(tx, act.subjectId)
        if (!found) continue
        const [parties, standing] = await Promise.all([
          partiesOf(tx, jurisdiction, found.id),
          standingOf(tx, jurisdiction, found.id),
        ])
        const title = standing?.title ?? { zh: found.number, en: found.number }
        const tellings = await Promise.all(
          words.get(act.type)!.map((one) => tellingOf({ tx, clock, callAsSystem }, act, found, parties, one)),
        )
        for (const { personId, line, path } of tellings.flatMap((one) =>
          [...one.persons].map((personId) => ({ ...one, personId })),
        )) {
          const id = newId(act.happenedAt.getTime(), home)
          const fresh = await insertMessage(tx, {
            jurisdiction: home,
            id,
            personId,
            caseKind: found.kind,
            caseNumber: found.number,
            actId: act.id,
            title,
            line,
            path,
            at: act.happenedAt,
          })
          const wishes = fresh ? await preferenceOf(tx, home, personId) : undefined
          for (const channel of ['email', 'sms'] as const satisfies Channel[]) {
            const address = wishes?.[channel]
            if (!wishes || !address) continue
            const now = clock.now()
            const evening = new Date(startOfDay(dayOf(now)).getTime() + DIGEST_HOUR * 3_600_000)
            const due = !wishes.digest ? now : evening > now ? evening : new Date(evening.getTime() + 86_400_000)
            const sending = newId(now.getTime(), home)
            const first = await insertDelivery(tx, {
              jurisdiction: home,
              id: sending,
              personId,
              channel,
              address,
              subject: SUBJECT.zh,
              body: bodyOf({ title, line, number: found.number, path }, site),
              digestOf: wishes.digest ? (evening > now ? dayOf(now) : addDays(dayOf(now), 1)) : null,
              state: 'queued',
              tries: 0,
              said: null,
              at: now,
            })
            if (first) await timer.set({ kind: 'messages.deliver', jurisdiction: home, subjectId: sending, due })
          }
        }
      }
    },
  })
