import { isDeepStrictEqual } from 'node:util'
import { casesAfter } from '../../../kernel/cases/index.ts'
import {
  type Act,
  actsOfMany,
  type Check,
  type Mismatch,
  privateOf,
  sql,
  text,
} from '../../../kernel/platform/index.ts'
import { penalty } from '../case.kind.ts'
import type { Subject } from '../contract.ts'
import { keyOf } from '../opening/subject.rules.ts'
import { entriesNumbered } from './enforcement.store.ts'
import { lineFrom } from './register.rules.ts'

const START = '00000000-0000-0000-0000-000000000000'
const MOST = 100
/** What the consumer may not have read yet: acts of the last minutes. */
const BEHIND = 10 * 60_000

/**
 * The register of penalties is what the acts of each case make of it: by it first offences are known, one act is fined once, and
 * everybody reads decisions. A line that was changed by hand shows, one that is gone, and one of somebody else's case.
 */
export const registerCheck: Check = {
  name: 'penalty-register',
  async piece(tx, after, limit) {
    const [place, id] = (after === '' ? ['', START] : after.split(' ')) as [string, string]
    const most = Math.min(limit, MOST)
    const cases = await casesAfter(tx, place, id, most)
    const mine = cases.filter((c) => c.kind === penalty.kind)
    const { rows: clock } = await sql<{ now: Date }>`select now() as now`.execute(tx)
    const heard = new Date(clock[0]!.now.getTime() - BEHIND)
    const lines = new Map(
      (
        await entriesNumbered(
          tx,
          mine.map((c) => c.number),
        )
      ).map((e) => [e.number, e]),
    )
    const found: Mismatch[] = []
    for (const jurisdiction of new Set(mine.map((c) => c.jurisdiction))) {
      const here = mine.filter((c) => c.jurisdiction === jurisdiction)
      const acts = await actsOfMany(
        tx,
        jurisdiction,
        here.map((c) => c.id),
      )
      const first = here.flatMap((c) => acts.get(c.id)?.[0]?.id ?? [])
      const secrets = await privateOf(tx, jurisdiction, first)
      for (const c of here) {
        const list = acts.get(c.id) ?? []
        const subject = secrets.get(list[0]?.id ?? '')?.subject?.value as Subject | undefined
        const line = lines.get(c.number)
        const { number, jurisdiction: lies, unit, subject: key, ...rest } = line ?? ({} as NonNullable<typeof line>)
        const right = line
          ? lies === jurisdiction &&
            unit === c.unit &&
            (!subject || key === keyOf(subject)) &&
            whole(list, heard).some((l) => same(l, rest))
          : // Not read yet, or of a subject that was erased: there is no line to be wrong.
            list[0] === undefined || list[0].recordedAt > heard || !subject
        if (!right)
          found.push({
            name: c.number,
            said: text(
              `处罚案件 ${c.number} 在处罚记录里的一行与行为不符。`,
              `The line of penalty case ${c.number} in the register is not what its acts make of it.`,
            ),
          })
      }
    }
    const last = cases.at(-1)
    return { found, next: cases.length < most || !last ? null : `${last.jurisdiction} ${last.id}` }
  },
}

/** The acts as far as the register may have read them: all, or all but the newest ones. */
function whole(acts: Act[], heard: Date): Act[][] {
  const old = acts.filter((a) => a.recordedAt <= heard).length
  return Array.from({ length: acts.length - Math.max(old, 1) + 1 }, (_, n) => acts.slice(0, acts.length - n))
}
const same = (acts: Act[], line: object): boolean => {
  const made = lineFrom(acts)
  return made !== undefined && isDeepStrictEqual(JSON.parse(JSON.stringify(made)), JSON.parse(JSON.stringify(line)))
}
