// What the entries say of themselves: numbers within a case, and how long after an act happened it was recorded.
import { append, emptyEdge, rootOfEdge } from '../tree.ts'
import { canonical, censusLine } from '../verifier/index.ts'

export type Kind =
  | 'signature'
  | 'key'
  | 'shrunk'
  | 'fork'
  | 'not-served'
  | 'entries'
  | 'tiles'
  | 'entry'
  | 'gap'
  | 'duplicate'
  | 'quorum'
  | 'policy'
  | 'order'
  | 'late'
  | 'census'
/** A breach breaks what the log promises; a notice is something that a person should look at. */
export type Finding = {
  kind: Kind
  severity: 'breach' | 'notice'
  index?: number
  subject?: string
  number?: number
  zh: string
  en: string
}

/** Of each case the last number seen, and those below it that are missing. */
export type Cases = Record<string, { last: number; missing: number[] }>

/** `lastLook`: when the log was followed before, in milliseconds; what is new since was not in it then. */
export type EntryRules = { late: number; lateIs: Finding['severity']; lastLook?: number }

/** Ids and kinds are printed on terminals: nothing that could move a cursor. */
const isName = (said: unknown): boolean => typeof said === 'string' && /^[\w.:-]{1,100}$/.test(said)
const isInstant = (said: unknown, ms: number): boolean => !Number.isNaN(ms) && new Date(ms).toISOString() === said

const days = (ms: number) => Math.round((ms / 86_400_000) * 10) / 10

/** Reads one entry into `cases`; gives what is wrong with it. Cases alone promise numbers without a gap: all of their acts are public. */
export function readEntry(bytes: Uint8Array, index: number, cases: Cases, rules: EntryRules): Finding[] {
  const bad = (zh: string, en: string): Finding[] => [
    { kind: 'entry', severity: 'breach', index, zh: `第 ${index} 位：${zh}`, en: `leaf ${index}: ${en}` },
  ]
  const text = new TextDecoder('utf-8').decode(bytes)
  let entry: any
  try {
    entry = JSON.parse(text)
  } catch {
    return bad('不是 JSON', 'not JSON')
  }
  const { subject, number } = Object(entry)
  const [happened, recorded] = [Date.parse(entry?.happenedAt), Date.parse(entry?.recordedAt)]
  if (entry?.v !== 1 || !isName(subject?.id) || !isName(subject.kind) || !Number.isSafeInteger(number) || number < 1)
    return bad('缺少必要的字段', 'a field is missing')
  if (!isInstant(entry.happenedAt, happened) || !isInstant(entry.recordedAt, recorded))
    return bad('时间读不懂', 'its times cannot be read')
  if (canonical(entry) !== text) return bad('不是规范 JSON（RFC 8785）', 'not canonical JSON (RFC 8785)')
  const findings: Finding[] = []
  const about = { index, subject: subject.id, number }
  // Nobody can have recorded before our last look what was not there then, whatever it says of itself.
  const there = Math.max(recorded, rules.lastLook ?? 0)
  if (there - happened > rules.late)
    findings.push({
      kind: 'late',
      severity: rules.lateIs,
      ...about,
      zh: `${subject.kind} ${subject.id} 第 ${number} 号发生后 ${days(there - happened)} 天才记下（第 ${index} 位）`,
      en: `act ${number} of ${subject.kind} ${subject.id} was recorded ${days(there - happened)} days after it happened (leaf ${index})`,
    })
  if (subject.kind !== 'case') return findings
  const seen = (cases[subject.id] ??= { last: 0, missing: [] })
  if (number > seen.last) {
    // A stream that jumps far is named once, not a million times.
    for (let n = Math.max(seen.last + 1, number - 1000); n < number; n++) seen.missing.push(n)
    seen.last = number
  } else if (seen.missing.includes(number)) {
    seen.missing = seen.missing.filter((n) => n !== number)
    findings.push({
      kind: 'order',
      severity: 'notice',
      ...about,
      zh: `办件 ${subject.id} 第 ${number} 号记在后面的号之后（第 ${index} 位）`,
      en: `act ${number} of ${subject.id} stands after a later one (leaf ${index})`,
    })
  } else
    findings.push({
      kind: 'duplicate',
      severity: 'breach',
      ...about,
      zh: `办件 ${subject.id} 第 ${number} 号记了两次（第 ${index} 位）`,
      en: `act ${number} of ${subject.id} stands twice (leaf ${index})`,
    })
  return findings
}

/** The numbers that are missing now, of all cases. */
export const gaps = (cases: Cases): Finding[] =>
  Object.entries(cases)
    .filter(([, c]) => c.missing.length > 0)
    .map(([subject, { last, missing }]) => ({
      kind: 'gap',
      severity: 'breach',
      subject,
      number: missing[0]!,
      zh: `办件 ${subject} 缺第 ${missing.slice(0, 10).join('、')} 号（已到第 ${last} 号）`,
      en: `case ${subject} lacks ${missing.slice(0, 10).join(', ')} (it has come to ${last})`,
    }))

/** What the newest entries changed, so that a census can be recomputed as it stood some entries ago. */
export type Recent = { index: number; subject: string; before: number }[]
export const MOST_RECENT = 5000

/**
 * A census in the log, recomputed from what was read: the last number of every case among its first `size` entries.
 * Nothing is said of one that counts further back than is remembered.
 */
export function checkCensus(bytes: Uint8Array, index: number, cases: Cases, recent: Recent): Finding[] {
  const text = new TextDecoder().decode(bytes)
  if (!text.includes('"ledger.census"')) return []
  let entry: any
  try {
    entry = Object(JSON.parse(text))
  } catch {
    return []
  }
  if (entry.type !== 'ledger.census') return []
  const { size, cases: count, root } = Object(entry.public)
  const first = recent[0]?.index ?? 0
  if (recent.length >= MOST_RECENT && first > size) return []
  const last = new Map(Object.entries(cases).map(([subject, c]) => [subject, c.last]))
  for (const r of recent.toReversed()) {
    if (r.index < size) break
    if (r.before === 0) last.delete(r.subject)
    else last.set(r.subject, r.before)
  }
  const lines = [...last].sort(([a], [b]) => (a < b ? -1 : 1)).map(([subject, n]) => censusLine(subject, n))
  const made = rootOfEdge(append(emptyEdge(), lines).edge).toString('hex')
  if (lines.length === count && made === root && size <= index) return []
  return [
    {
      kind: 'census',
      severity: 'breach',
      index,
      zh: `第 ${index} 位的清点和账本对不上：数出 ${lines.length} 件，它说 ${count} 件`,
      en: `the census at leaf ${index} is not what the log holds: ${lines.length} cases were counted, it says ${count}`,
    },
  ]
}

/** Remembers what an entry changed; call before the entry is read. */
export function remember(bytes: Uint8Array, index: number, cases: Cases, recent: Recent): void {
  const found = /"subject":\{"id":"([^"]+)","kind":"case"\}/.exec(new TextDecoder().decode(bytes))?.[1]
  if (!found) return
  recent.push({ index, subject: found, before: cases[found]?.last ?? 0 })
  if (recent.length > MOST_RECENT * 2) recent.splice(0, recent.length - MOST_RECENT)
}
