import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { dayOf } from '../calendar/index.ts'
import { type CaseAt, insertDocument, markOf } from '../cases/index.ts'
import { units } from '../identity/index.ts'
import { formatCitation } from '../law/index.ts'
import { setting, sql, type Tx, text } from '../platform/index.ts'
import type { DocumentContent, DocumentKind, IssueContext, Issued } from './kind.ts'
import { reconsiderationOf, sayRemedies } from './remedies.rules.ts'

/** SHA-256 over the canonical JSON (RFC 8785) of a document's content: what its act says in public. */
export const documentDigest = (content: DocumentContent): string =>
  createHash('sha256').update(canonicalize(content)!).digest('hex')

/** The next number of a unit's series in a year. */
async function nextInSeries(tx: Tx, jurisdiction: string, word: string, year: number): Promise<number> {
  const { rows } = await sql<{
    last: number
  }>`insert into documents.series as s (jurisdiction, word, year, last) values (${jurisdiction}, ${word}, ${year}, 1)
    on conflict (jurisdiction, word, year) do update set last = s.last + 1 returning last`.execute(tx)
  return rows[0]!.last
}

/**
 * Numbers and stores a document of the case in the transaction of the act that issues it. The act says `issued.said` in public
 * (`document`) and keeps `issued.content` behind a commitment. The unit is the one that leads the case, unless another issues it.
 */
export async function issueDocument<F, I>(
  { tx, clock }: IssueContext,
  at: CaseAt<F>,
  kind: DocumentKind<F, I>,
  input: I,
  unit: string = at.kind.inNameOf?.(at.item) ?? at.found.unit,
): Promise<Issued> {
  const { jurisdiction, id: caseId, number: caseNumber } = at.found
  const on = clock.now()
  const issuedOn = dayOf(on)
  const all = await units(tx)
  const issuer = all.find((u) => u.code === unit)
  if (!issuer) throw new Error(`the unit ${unit} that issues ${kind.kind} is not defined`)
  const year = Number(issuedOn.slice(0, 4))
  // In another's name (行政许可法 art. 24): its mark, with that of the unit that acts, so that two series never give one number.
  const acting = issuer.code === at.found.unit ? undefined : all.find((u) => u.code === at.found.unit)
  const inName = at.kind.inNameOf?.(at.item) === issuer.code && acting ? `（${markOf(acting)}）` : ''
  const word = `${markOf(issuer)}${inName}${kind.series}`
  const [last, demonstration] = await Promise.all([
    nextInSeries(tx, jurisdiction, word, year),
    setting<boolean>(tx, 'demonstration'),
  ])
  const number = `${word}〔${year}〕${last}号`
  const body = kind.body({ at, input, on })
  const content: DocumentContent = {
    number,
    kind: kind.kind,
    title: kind.title,
    to: body.to,
    paragraphs: body.paragraphs,
    lines: body.lines ?? [],
    basis: (body.basis ?? []).map((c) => text(formatCitation(c, 'zh'), formatCitation(c, 'en'))),
    remedies: body.remedies ? sayRemedies(reconsiderationOf(issuer, all), on) : [],
    issuedBy: issuer.name,
    issuedOn,
    caseNumber,
    ...(kind.inside ? { inside: true as const } : {}),
    ...(kind.signed ? { signed: true as const } : {}),
    demonstration: demonstration === true,
  }
  await insertDocument(tx, { jurisdiction, caseId, number, kind: kind.kind, content, issuedAt: on })
  return { said: { number, kind: kind.kind, sha256: documentDigest(content) }, content }
}
