import { addDays, dayOf } from '../calendar/index.ts'
import { listPublished } from '../catalog/index.ts'
import { units } from '../identity/index.ts'
import {
  type Actor,
  actTypes,
  anyone,
  type Dimension,
  type Dispersion,
  findActs,
  holdsPost,
  type Operation,
  type PersonActor,
  places,
  postOf,
  query,
  type Statistic,
  type Text,
  type Tx,
  text,
} from '../platform/index.ts'
import {
  actsBehind,
  listDispersions,
  listStatistics,
  readDispersion,
  readStatistic,
  statisticsOfUnit,
} from './contract.ts'
import { nameOf } from './count.ts'
import { spreads } from './dispersion.rules.ts'
import { monthOf, spansOf } from './span.rules.ts'
import { factsBehind, readCells, readLying, readMonths } from './statistics.store.ts'

/** Whoever works for the city sees more than the public; dimensions by officer are for those who lead or supervise. */
const sees = (actor: Actor, of: { desk?: true }): boolean => !of.desk || postOf(actor, ...LEADS) !== undefined
export const LEADS = ['approver', 'legal-officer', 'supervisor', 'chief-supervisor', 'auditor']
const NONE = text('（没有）', '(none)')
export const ACTS_PAGE = 50
const MOST_DAYS = 3_700
const MEMBER = { unit: 'unit', officer: 'officer', place: 'jurisdiction' } as const

const periodHolds = (from: string, to: string): boolean =>
  from <= to && (Date.parse(to) - Date.parse(from)) / 86_400_000 <= MOST_DAYS

async function namesOf(tx: Tx, d: Dimension | undefined, at: Date): Promise<(value: string) => Text> {
  const plain = (value: string) => (value === '' ? NONE : text(value, value))
  if (!d?.names) return plain
  if (typeof d.names === 'object') {
    const words = d.names
    return (value) => words[value] ?? plain(value)
  }
  if (d.names === 'places') {
    const districts = new Map(
      (await units(tx)).flatMap((u) => (u.kind === 'government' ? [[u.jurisdiction, u.name] as const] : [])),
    )
    return (value) => districts.get(value) ?? text('市级', 'City level')
  }
  const list: [string, Text][] =
    d.names === 'units'
      ? (await units(tx)).map((u) => [u.code, u.name])
      : (await listPublished(tx, at)).map((i) => [i.code, i.name])
  const known = new Map(list)
  return (value) => known.get(value) ?? plain(value)
}

/** The reads over what the city's systems declare. */
export function statisticsQueries(
  statistics: readonly Statistic[],
  dispersions: readonly Dispersion[],
): Operation<any>[] {
  const list = query(listStatistics, {
    allow: anyone,
    run: async ({ actor }) =>
      statistics
        .filter((s) => sees(actor, s))
        .map((s) => ({
          id: s.id,
          title: s.title,
          by: s.by.filter((d) => sees(actor, d)).map((d) => ({ id: d.id, title: d.title })),
          unit: s.measure?.unit ?? null,
          money: s.measure?.money === true,
        })),
  })
  const read = query(readStatistic, {
    allow: anyone,
    async run({ tx, actor, input, clock, problem }) {
      const s = statistics.find((x) => x.id === input.id && sees(actor, x))
      if (!s) throw problem('NO_STATISTIC')
      if (!periodHolds(input.from, input.to)) throw problem('PERIOD')
      const at = (id: string | undefined): number => {
        if (id === undefined) return 0
        const found = s.by.findIndex((d) => d.id === id && sees(actor, d))
        if (found < 0) throw problem('NO_STATISTIC')
        return found + 1
      }
      const by = at(input.by)
      const rows = await readCells(tx, {
        places: input.place ? [input.place] : await places(tx),
        statistic: nameOf(s),
        spans: spansOf(input.from, input.to),
        by,
        ...(input.only ? { only: [[at(input.only.by), input.only.value]] as [number, string][] } : {}),
      })
      const name = await namesOf(tx, by === 0 ? undefined : s.by[by - 1], clock.now())
      return {
        title: s.title,
        unit: s.measure?.unit ?? null,
        money: s.measure?.money === true,
        rows: rows.map((r) => ({ ...r, name: name(r.value) })),
        n: rows.reduce((sum, r) => sum + r.n, 0),
        total: rows.reduce((sum, r) => sum + r.total, 0),
      }
    },
  })
  const ofUnit = query(statisticsOfUnit, {
    allow: ({ actor }) => postOf(actor) !== undefined,
    async run({ tx, actor, input, clock, problem }) {
      const now = clock.now()
      const unit = input.unit ?? (actor as PersonActor).post!.unitCode
      const named = (await units(tx)).find((u) => u.code === unit)
      if (!named) throw problem('NO_STATISTIC')
      const last = monthOf(input.to ?? dayOf(now))
      const months = [last]
      while (months.length < 12) months.unshift(monthOf(addDays(months[0]!, -1)))
      const counted = statistics.flatMap((s) => {
        const at = s.by.findIndex((d) => d.names === 'units' && sees(actor, d)) + 1
        return at > 0 && sees(actor, s) ? [{ s, at, statistic: nameOf(s) }] : []
      })
      const found = Map.groupBy(
        await readMonths(tx, { places: await places(tx), of: counted, value: unit, from: months[0]!, to: last }),
        (r) => r.statistic,
      )
      return {
        unit,
        name: named.name,
        months: months.map((m) => m.slice(0, 7)),
        rows: counted.flatMap(({ s, statistic }) => {
          const cells = found.get(statistic)
          if (!cells) return []
          return [
            {
              id: s.id,
              title: s.title,
              unit: s.measure?.unit ?? null,
              money: s.measure?.money === true,
              months: Object.fromEntries(cells.map(({ month, n, total }) => [month, { n, total }])),
              n: cells.reduce((sum, c) => sum + c.n, 0),
              total: cells.reduce((sum, c) => sum + c.total, 0),
            },
          ]
        }),
      }
    },
  })
  const behind = query(actsBehind, {
    allow: anyone,
    async run({ tx, actor, input, clock, problem }) {
      const s = statistics.find((x) => x.id === input.id && sees(actor, x))
      const by = s ? s.by.findIndex((d) => d.id === input.by && sees(actor, d)) + 1 : 0
      if (!s || (input.by !== undefined && by === 0)) throw problem('NO_STATISTIC')
      if (!periodHolds(input.from, input.to)) throw problem('PERIOD')
      const counted = await factsBehind(tx, {
        places: await places(tx),
        statistic: nameOf(s),
        from: input.from,
        to: input.to,
        by,
        value: input.value,
        limit: ACTS_PAGE + 1,
        offset: (input.page - 1) * ACTS_PAGE,
      })
      const acts = await findActs(tx, counted.slice(0, ACTS_PAGE))
      const name = await namesOf(tx, by === 0 ? undefined : s.by[by - 1], clock.now())
      return {
        title: s.title,
        name: name(input.value),
        more: counted.length > ACTS_PAGE,
        acts: acts.map((a) => ({
          id: a.id,
          title: actTypes.get(a.type)?.title ?? text(a.type, a.type),
          at: a.happenedAt,
          number: String(a.public.number ?? `…${a.subjectId.slice(-8)} / ${a.number}`),
          who:
            a.actor.kind === 'post'
              ? text(`${a.actor.unit.zh} ${a.actor.post.zh}`, `${a.actor.unit.en}, ${a.actor.post.en}`)
              : a.actor.kind === 'system'
                ? text('系统', 'the system')
                : text('当事人', 'the party'),
        })),
      }
    },
  })
  const dispersion = query(readDispersion, {
    allow: holdsPost(LEADS),
    async run({ tx, input, clock, problem }) {
      const d = dispersions.find((x) => x.id === input.id)
      if (!d) throw problem('NO_STATISTIC')
      if (!periodHolds(input.from, input.to)) throw problem('PERIOD')
      const lying = await readLying(tx, {
        ...{ places: await places(tx), dispersion: nameOf(d), from: input.from, to: input.to, of: MEMBER[input.of] },
      })
      const rows = spreads(lying)
      const nameOfUnit = new Map((await units(tx)).map((u) => [u.code, u.name]))
      const unitOfOfficer = new Map(lying.map((p) => [p.member, p.unit]))
      const name = (m: string): Text => {
        if (input.of === 'unit') return nameOfUnit.get(m) ?? text(m, m)
        if (input.of === 'place') return text(m, m)
        const unit = nameOfUnit.get(unitOfOfficer.get(m) ?? '')
        return text(`${unit?.zh ?? ''} 岗位 ${m.slice(0, 8)}`, `${unit?.en ?? ''}, post ${m.slice(0, 8)}`)
      }
      const items = new Map((await listPublished(tx, clock.now())).map((i) => [i.code, i.name]))
      const itemName = (code: string) => items.get(code) ?? text(code, code)
      const about = (group: string) => d.words?.(group, itemName) ?? text(group, group)
      return {
        title: d.title,
        rows: rows.map((r) => ({ ...r, name: name(r.member), about: about(r.group) })),
        decisions: lying.reduce((sum, p) => sum + p.n, 0),
      }
    },
  })
  const dispersionList = query(listDispersions, {
    allow: holdsPost(LEADS),
    run: async () => dispersions.map(({ id, title }) => ({ id, title })),
  })
  return [list, read, ofUnit, behind, dispersion, dispersionList]
}
