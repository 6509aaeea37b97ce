import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { dayOf } from '../../../kernel/calendar/index.ts'
import type { CaseAt } from '../../../kernel/cases/index.ts'
import { type DocumentKind, defineDocument, type Issued, issueDocument } from '../../../kernel/documents/index.ts'
import { findUnit } from '../../../kernel/identity/index.ts'
import { formatCitation } from '../../../kernel/law/index.ts'
import { type Citation, type Clock, privateOf, type Tx, text } from '../../../kernel/platform/index.ts'
import type { PenaltyFacts } from '../case.fold.ts'
import type { Subject } from '../contract.ts'
import { ownOf } from '../item.rules.ts'

const bilingual = z.object({ zh: z.string(), en: z.string() })
const form = z.object({
  kind: z.string(),
  title: bilingual,
  series: z.string(),
  /** To the party, signed by it on the spot, to another authority named in `receiver`, to the court, or only for the file. */
  to: z.enum(['party', 'signed', 'receiver', 'court', 'file']),
  /** 正卷 or 副卷: what officers say to one another is never the party's. */
  volume: z.enum(['main', 'secondary']),
  /** What the officer fills in; all else comes from the case. */
  asks: z.array(z.object({ name: z.string(), zh: z.string(), en: z.string(), lines: z.boolean().default(false) })),
  body: z.array(bilingual),
  basis: z.array(z.object({ law: z.string(), article: z.int(), paragraph: z.int().optional() })),
  remedies: z.boolean().default(false),
  /** The act that issues it by itself; the others are issued by hand. */
  act: z.string().optional(),
})
export type Form = z.output<typeof form>
export type Values = Record<string, string>

/** The forms of this field, as data: after 国市监法发〔2021〕42号, in our words. */
export const forms: readonly Form[] = z
  .array(form)
  .parse(JSON.parse(readFileSync(new URL('forms.json', import.meta.url), 'utf8')))
const byKind = new Map(forms.map((f) => [f.kind, f]))
export const formOf = (kind: string): Form | undefined => byKind.get(kind)
/** Those that an officer makes by hand. */
export const byHand = forms.filter((f) => !f.act)

const fill = (line: string, values: Values): string =>
  line.replace(/\{([A-Za-z]+)\}/g, (_, name: string) => values[name] || '—')

export const documents: DocumentKind<PenaltyFacts, Values>[] = forms.map((f) =>
  defineDocument<PenaltyFacts, Values>({
    kind: `penalty-${f.kind}`,
    title: text(f.title.zh, f.title.en),
    series: f.series,
    inside: f.to === 'file',
    signed: f.to === 'signed',
    body: ({ input }) => ({
      to:
        f.to === 'party' || f.to === 'signed'
          ? input.subject!
          : f.to === 'receiver'
            ? input.receiver!
            : f.to === 'court'
              ? '人民法院'
              : '存卷',
      paragraphs: f.body.map((p) => text(fill(p.zh, input), fill(p.en, input))),
      basis: f.basis as Citation[],
      remedies: f.remedies,
    }),
  }),
)
const kinds = new Map(documents.map((d) => [d.kind, d]))

export const yuan = (fen: number): string =>
  `${(BigInt(fen) / 100n).toLocaleString('en-US')}${fen % 100 === 0 ? '' : `.${String(fen % 100).padStart(2, '0')}`} 元`

/** What the first act of the case keeps behind its commitments. */
export type Secrets = { subject: Subject; place: string; code: string }
export async function secretsOf(tx: Tx, at: Pick<CaseAt, 'found' | 'acts'>): Promise<Secrets> {
  const first = at.acts[0]!
  const kept = (await privateOf(tx, at.found.jurisdiction, [first.id])).get(first.id)
  const changed = at.acts.findLast((a) => a.type === 'subject.changed')
  const later = changed && (await privateOf(tx, at.found.jurisdiction, [changed.id])).get(changed.id)?.now?.value
  return {
    subject: (later ?? kept?.subject?.value) as Subject,
    place: (kept?.place?.value ?? '') as string,
    code: (kept?.code?.value ?? '') as string,
  }
}

const cited = (list: Citation[], lang: 'zh' | 'en') =>
  list.map((c) => formatCitation(c, lang)).join(lang === 'zh' ? '、' : '; ')

/** What every form may say of its case. */
export async function valuesOf(tx: Tx, at: CaseAt<PenaltyFacts>, secrets: Secrets, on: Date): Promise<Values> {
  const own = ownOf(at.item)
  const first = at.acts[0]
  const unit = await findUnit(tx, at.found.unit)
  const f = at.facts
  return {
    number: at.found.number,
    unit: unit?.name.zh ?? at.found.unit,
    source: String(first?.public.source ?? ''),
    subject: secrets.subject.name,
    code: secrets.subject.code,
    address: secrets.subject.address,
    conduct: own.conduct.zh,
    conductEn: own.conduct.en,
    actOn: f.actOn,
    place: secrets.place,
    cards: f.cards.join('、'),
    date: dayOf(on),
    basis: cited(at.item!.content.basis as Citation[], 'zh'),
    basisEn: cited(at.item!.content.basis as Citation[], 'en'),
    decision: f.decided?.document ?? '',
    joinCode: secrets.code,
  }
}

type Ctx = { tx: Tx; clock: Clock }
/** Issues one of the forms on a case: its values are the case's and those given. */
export async function issue(
  ctx: Ctx,
  at: CaseAt<PenaltyFacts>,
  kind: string,
  more: Values,
  secrets?: Secrets,
): Promise<Issued> {
  const known = secrets ?? (await secretsOf(ctx.tx, at))
  const values = { ...(await valuesOf(ctx.tx, at, known, ctx.clock.now())), ...more }
  return issueDocument(ctx, at, kinds.get(`penalty-${kind}`)!, values)
}
