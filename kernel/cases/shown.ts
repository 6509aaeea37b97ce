import { wordsOf } from '../catalog/index.ts'
import { units } from '../identity/index.ts'
import { anyone, type Operation, query, type Text, type Tx, text } from '../platform/index.ts'
import type { CaseAt, CaseKind } from './kind.ts'
import type { PublicList } from './shown.contract.ts'
import { filtered, hideShown, listShown, putShown, type Shown } from './shown.store.ts'

/** A number as it is, an instant or a day by its time; what is not known yet comes before all. */
const key = (value: unknown): number =>
  typeof value === 'number' ? value : typeof value === 'string' ? Date.parse(value) || 0 : 0

/** What its kind shows of a case to everybody; undefined where nothing is to be shown yet. `unit`: its name, to be found by. */
export function shownFrom(at: CaseAt, facts: CaseAt['facts'], unit?: Text): Shown | undefined {
  const { found, kind } = at
  const row = kind.shows?.row(facts, at)
  if (!row) return undefined
  const { list, words } = kind.shows!
  const status = kind.status(facts)
  const [a, b, c] = list.shows.sorts
  return {
    jurisdiction: found.jurisdiction,
    caseId: found.id,
    kind: found.kind,
    number: found.number,
    unit: found.unit,
    openedAt: found.submittedAt,
    keys: [a, b, c].map((field) => key(field && row[field])) as unknown as Shown['keys'],
    words: [
      ...wordsOf(
        [
          ...[found.number, String(Number(found.number.slice(-6)))],
          ...words.map((field) => String(row[field] ?? '')),
          ...(unit ? [unit.zh, unit.en] : []),
        ].join(' '),
      ),
      ...[filtered('kind', found.kind), filtered('unit', found.unit)],
      ...list.shows.where.map((field) => filtered(field, String(row[field]))),
    ],
    said: { ...row, status: status.code, statusText: status.text },
  }
}

/** Written wherever a case is restated; a kind without a public list costs nothing. */
export async function show(tx: Tx, at: CaseAt, facts: CaseAt['facts']): Promise<void> {
  if (!at.kind.shows) return
  const { jurisdiction, id, unit } = at.found
  const shown = shownFrom(at, facts, (await units(tx)).find((u) => u.code === unit)?.name)
  await (shown ? putShown(tx, shown) : hideShown(tx, jurisdiction, id))
}

/** The query of a kind’s public list. */
export const showing = (kind: CaseKind): Operation<PublicList> => {
  const { list } = kind.shows!
  return query(list, {
    allow: anyone,
    async run({ tx, input: { text: typed, sort, down, limit, offset, ...where } }) {
      const nth = (list.shows.sorts.indexOf(sort) + 1) as 0 | 1 | 2 | 3
      const by = sort === 'number' ? sort : nth || undefined
      const [{ rows, total }, all] = await Promise.all([
        listShown(tx, { kind: kind.kind, text: typed || undefined, where, sort: by, down, limit, offset }),
        units(tx),
      ])
      const names = new Map(all.map((u) => [u.code, u.name]))
      return {
        rows: rows.map((r) => ({ ...r.said, number: r.number, unit: names.get(r.unit) ?? text(r.unit, r.unit) })),
        total,
      }
    },
  })
}
