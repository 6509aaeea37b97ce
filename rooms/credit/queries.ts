import { addMonths, dayOf } from '../../kernel/calendar/index.ts'
import { organisationsOf, units } from '../../kernel/identity/index.ts'
import {
  embedPoints,
  marksOfSubject,
  nameOf,
  contract as parties,
  standsOn,
  subjectsNamed,
  usccOf,
} from '../../kernel/parties/index.ts'
import { anyone, holdsPost, loggedIn, type PersonActor, postOf, query, text } from '../../kernel/platform/index.ts'
import * as c from './contract.ts'
import { factsIn, factsOf, importOf, listingsOf, openListings, reportsOn } from './credit.store.ts'
import { OFFICER } from './listing.kind.ts'
import { figures, listOf } from './lists.ts'
import { factAs, listedAs, markOf, recordFor } from './record.ts'
import { repairFrom } from './term.rules.ts'

const MOST = 50
/** For what somebody's standing was checked, in words. */
const checkedFor = (purpose: string) => {
  const title = embedPoints.find((e) => e.purpose === purpose)?.title ?? { zh: purpose, en: purpose }
  return text(`办事时核查：${title.zh}`, `checked for: ${title.en}`)
}
export const PAGE = 50

export const recordOf = query(c.recordOf, {
  allow: anyone,
  async run(ctx) {
    const found = await recordFor(ctx, `uscc:${ctx.input.uscc}`)
    if (!found) throw ctx.problem('UNKNOWN')
    return found
  },
})

export const findSubjects = query(c.findSubjects, {
  allow: anyone,
  async run({ tx, input }) {
    const code = c.uscc.safeParse(input.q.replace(/\s/g, '')).data
    if (code) {
      const found = await nameOf(tx, `uscc:${code}`)
      return { subjects: found ? [{ uscc: code, name: found }] : [], more: false }
    }
    // One character finds half the city, and a person's number nobody.
    if ([...input.q].length < 2) return { subjects: [], more: false }
    const rows = await subjectsNamed(tx, input.q, MOST + 1)
    return {
      subjects: rows.slice(0, MOST).map((r) => ({ uscc: usccOf(r.key)!, name: r.name })),
      more: rows.length > MOST,
    }
  },
})

export const listings = query(c.listings, {
  allow: anyone,
  async run({ tx, input, clock }) {
    const today = dayOf(clock.now())
    const all = await units(tx)
    const rows = (await openListings(tx, input.list, 10_000)).filter((r) => usccOf(r.subject))
    const found = await Promise.all(rows.map(async (r) => ({ r, mark: await markOf(tx, r) })))
    return found.flatMap(({ r, mark }) =>
      mark && standsOn(mark, today) ? [{ ...listedAs(r, mark, all), uscc: usccOf(r.subject)!, name: r.name }] : [],
    )
  },
})

export const mine = query(c.mine, {
  allow: ({ actor }) => loggedIn(actor),
  async run({ tx, actor, clock, callAsSystem }) {
    const { personId, name } = actor as PersonActor
    const today = dayOf(clock.now())
    const all = await units(tx)
    const own = await organisationsOf(tx, personId)
    const since = new Date(`${addMonths(today, -12 * figures.at('queries-kept', today).value)}T00:00:00Z`)
    const one = async (subject: string, of: string) => {
      const [rows, marks, known, reports] = await Promise.all([
        listingsOf(tx, subject),
        marksOfSubject(tx, subject),
        factsOf(tx, subject),
        reportsOn(tx, subject, since),
      ])
      const uscc = usccOf(subject)
      const checks = await callAsSystem(parties.askedAbout, { subject: uscc ? { uscc } : { personId } })
      const unitName = (code: string | null) => all.find((u) => u.code === code)?.name ?? text('系统', 'the system')
      return {
        uscc: uscc ?? null,
        name: of,
        listings: rows.flatMap((r) => {
          const mark = marks.find((m) => m.id === r.mark)
          if (!mark) return []
          const l = listOf(r.list)
          const least = l?.repairable ? repairFrom(mark.from, figures.at(`least-${l.weight}`, mark.from).value) : null
          return [
            {
              ...listedAs(r, mark, all),
              ended: r.ended ?? (standsOn(mark, today) ? null : 'expired'),
              repairFrom: least,
              open: r.repair !== '',
            },
          ]
        }),
        facts: known.filter((f) => !f.endedOn).map((f) => factAs(f, all)),
        asked: [
          ...reports.map((r) => ({
            at: r.madeAt,
            who:
              r.personId === personId
                ? text('您自己', 'yourself')
                : r.asker === 'citizen'
                  ? text('登录的公众', 'somebody logged in')
                  : r.asker === 'anonymous'
                    ? text('未登录的公众', 'somebody not logged in')
                    : unitName(r.asker),
            what: text('出具信用报告', 'made a report'),
          })),
          ...checks.map((k) => ({
            at: k.at,
            who: unitName(k.unit),
            what: checkedFor(k.purpose),
          })),
        ].sort((a, b) => b.at.getTime() - a.at.getTime()),
      }
    }
    return Promise.all([one(`person:${personId}`, name), ...own.map((o) => one(`uscc:${o.uscc}`, o.name))])
  },
})

export const facts = query(c.facts, {
  allow: holdsPost([OFFICER, 'list-keeper']),
  async run({ tx, actor, input }) {
    const all = await units(tx)
    const { rows, total } = await factsIn(tx, postOf(actor)!.jurisdiction, { q: input.q, page: input.page, size: PAGE })
    return {
      total,
      rows: rows.map((f) => ({
        ...factAs(f, all),
        id: f.id,
        name: f.name,
        uscc: usccOf(f.subject) ?? null,
        grounds: c.GROUNDS.includes(f.kind) && !f.endedOn,
      })),
    }
  },
})

export const imported = query(c.imported, {
  allow: holdsPost([OFFICER, 'list-keeper']),
  async run({ tx, actor, input, problem }) {
    const found = await importOf(tx, postOf(actor)!.jurisdiction, input.id)
    if (!found) throw problem('NO_IMPORT')
    return found
  },
})
