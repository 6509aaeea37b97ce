import { readFileSync } from 'node:fs'
import { addDays, dayOf, startOfDay } from '../../kernel/calendar/index.ts'
import { openCase, opened, roomChart } from '../../kernel/cases/index.ts'
import { postsOfUnits, units } from '../../kernel/identity/index.ts'
import type { ReadContext, Timers } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { dueOf, ticket } from './case.kind.ts'
import { handlersOf, officeFor } from './offices.rules.ts'
import { asksOnly, placeKey, route } from './route.rules.ts'
import { figure, routes, ways } from './routes.ts'
import { putTicket, similarTo } from './ticket.store.ts'

const chart = readFileSync(new URL('procedures/ticket.bpmn', import.meta.url), 'utf8')

export type Said = {
  said: string
  place: string
  district?: string | undefined
  unit?: string | undefined
  against: boolean
  channel: 'web' | 'phone' | 'counter' | 'open311'
  class?: string | undefined
  /** Who asks, where he is known by an account. */
  person?: { personId: string; organisationId?: string | null; name: string }
  contact?: { name: string; phone: string; email: string }
  lat?: number | undefined
  long?: number | undefined
}

/** Opens the ticket at the office; where it is sure who handles it, it goes there by itself at once. */
export async function receive(ctx: ReadContext & { timer: Timers }, s: Said) {
  const { tx, clock, home, timer } = ctx
  const now = clock.now()
  const [all, posts] = [await units(tx), await postsOfUnits(tx)]
  const about = s.unit ? all.find((u) => u.code === s.unit) : undefined
  if (s.unit && !about) return 'NO_UNIT' as const
  if (s.against && !about) return 'NO_UNIT' as const
  const against = s.against ? about!.code : undefined
  const office = officeFor(all, posts, home, against)
  if (!office) return 'NO_OFFICE' as const
  const districts = all
    .filter((u) => u.kind === 'government')
    .map((u) => ({ code: u.jurisdiction, name: u.name.zh.replace(/人民政府$/, '') }))
  const to = route(s, { routes, ways, handlers: handlersOf(all, posts), home, districts, against })
  const { jurisdiction } = office
  const place = placeKey(s.place)
  const since = startOfDay(addDays(dayOf(now), -figure('same', now).value))
  const similar = await similarTo(tx, { jurisdiction, class: to.class, place, since })
  const none = { personId: null, organisationId: null, unit: null, hidden: false }
  const made = await openCase(ctx, {
    kind: ticket.kind,
    jurisdiction,
    unit: office.code,
    chartDigest: await roomChart(tx, ticket, chart),
    parties: [
      {
        ...none,
        role: 'asker',
        personId: s.person?.personId ?? null,
        organisationId: s.person?.organisationId ?? null,
        name: s.person?.name ?? (s.contact?.name || '（未留姓名）'),
        hidden: true,
      },
      ...(against ? [{ ...none, role: 'about', unit: against, name: about!.name.zh }] : []),
    ],
    form: {},
  })
  const { id: caseId, number } = made.found
  const reach = s.contact ? [s.contact.name, s.contact.phone, s.contact.email].filter(Boolean) : []
  const consult = asksOnly(s.said)
  const act = acts['ticket.received']({
    jurisdiction,
    subject: made.subject,
    public: {
      ...made.stamp,
      number,
      office: office.code,
      class: to.class,
      channel: s.channel,
      consult,
      ...(s.district ? { district: s.district } : {}),
      ...(against ? { about: against } : {}),
    },
    private: {
      said: s.said,
      place: s.place ? `地点：${s.place}` : '',
      contact: reach.length > 0 ? `联系：${reach.join(' ')}` : '',
      similar: [
        similar.length > 0 ? `可能是同一件事：${similar.join('、')}` : '',
        to.elsewhere ? `可能应走：${ways.find((w) => w.code === to.elsewhere)!.title.zh}` : '',
      ]
        .filter(Boolean)
        .join('；'),
    },
  })
  const facts = ticket.fold([{ type: act.type, public: act.public, happenedAt: now } as never], undefined)
  await putTicket(tx, {
    jurisdiction,
    caseId,
    number,
    class: to.class,
    unit: office.code,
    district: s.district ?? null,
    place,
    // A hundred metres: where it is, and not whose door.
    lat: s.lat === undefined ? null : Math.round(s.lat * 1000) / 1000,
    long: s.long === undefined ? null : Math.round(s.long * 1000) / 1000,
    state: 'received',
    open: true,
    requestedAt: now,
    updatedAt: now,
    expectedOn: dueOf(facts, now),
    mergedInto: null,
  })
  await opened(ctx, made, act)
  // What may be the same matter as another is for a person to say.
  if (to.sure && similar.length === 0)
    await timer.set({
      kind: 'consultations.route',
      jurisdiction,
      subjectId: caseId,
      due: now,
      payload: { unit: to.unit, class: to.class },
    })
  return { act, output: { caseId, number } }
}
