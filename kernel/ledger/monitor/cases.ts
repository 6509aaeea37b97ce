// What the entries say of themselves: numbers within a case, and how long after an act happened it was recorded.
import { canonical } from '../verifier/index.ts'

export type Kind =
  | 'signature'
  | 'key'
  | 'shrunk'
  | 'fork'
  | 'not-served'
  | 'entries'
  | 'entry'
  | 'gap'
  | 'duplicate'
  | 'quorum'
  | 'policy'
  | 'order'
  | 'late'
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

export type EntryRules = { late: number; lateIs: Finding['severity'] }

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
  const { subject, number } = entry ?? {}
  const [happened, recorded] = [Date.parse(entry?.happenedAt), Date.parse(entry?.recordedAt)]
  if (entry?.v !== 1 || typeof subject?.id !== 'string' || !Number.isSafeInteger(number) || number < 1)
    return bad('缺少必要的字段', 'a field is missing')
  if (Number.isNaN(happened) || Number.isNaN(recorded)) return bad('时间读不懂', 'its times cannot be read')
  if (canonical(entry) !== text) return bad('不是规范 JSON（RFC 8785）', 'not canonical JSON (RFC 8785)')
  const findings: Finding[] = []
  const about = { index, subject: subject.id, number }
  if (recorded - happened > rules.late)
    findings.push({
      kind: 'late',
      severity: rules.lateIs,
      ...about,
      zh: `${subject.kind} ${subject.id} 第 ${number} 号发生后 ${days(recorded - happened)} 天才记下（第 ${index} 位）`,
      en: `act ${number} of ${subject.kind} ${subject.id} was recorded ${days(recorded - happened)} days after it happened (leaf ${index})`,
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
