import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { z } from 'zod'

const bilingual = z.object({ zh: z.string().min(1), en: z.string().min(1) })
export const citation = z.object({
  law: z.string().min(2),
  article: z.int().min(1),
  paragraph: z.int().min(1).optional(),
  item: z.int().min(1).optional(),
})

/** Code lists of GB/T 39046-2020. */
export const powerTypes = {
  '01': { zh: '行政许可', en: 'Licence' },
  '02': { zh: '行政处罚', en: 'Penalty' },
  '03': { zh: '行政强制', en: 'Coercion' },
  '04': { zh: '行政征收', en: 'Levy' },
  '05': { zh: '行政给付', en: 'Payment' },
  '06': { zh: '行政检查', en: 'Inspection' },
  '07': { zh: '行政确认', en: 'Confirmation' },
  '08': { zh: '行政奖励', en: 'Reward' },
  '09': { zh: '行政裁决', en: 'Adjudication' },
  '10': { zh: '其他行政权力', en: 'Other power' },
  '20': { zh: '公共服务', en: 'Public service' },
} as const
export const exerciseLevels = {
  '1': { zh: '国家级', en: 'National' },
  '2': { zh: '省级', en: 'Province' },
  '3': { zh: '市级', en: 'City' },
  '4': { zh: '县（区）级', en: 'County or district' },
  '5': { zh: '镇（街道）级', en: 'Town or street' },
  '6': { zh: '村（社区）级', en: 'Village or community' },
  '7': { zh: '分级行使', en: 'Split' },
} as const
export const bodyNatures = {
  '1': { zh: '法定机关', en: 'Statutory' },
  '2': { zh: '授权组织', en: 'Authorised' },
  '3': { zh: '受委托组织', en: 'Entrusted' },
  '9': { zh: '其他', en: 'Other' },
} as const
export const caseTypes = {
  '1': { zh: '即办件', en: 'On the spot' },
  '2': { zh: '承诺件', en: 'Promised' },
  '9': { zh: '其他', en: 'Other' },
} as const

const keys = <T extends Record<string, unknown>>(o: T) => Object.keys(o) as [keyof T & string, ...(keyof T & string)[]]

/** A limit: value, unit, from which event it runs, and the articles that set it. */
export const limit = z.object({
  value: z.int().min(0).max(400),
  unit: z.enum(['working-day', 'calendar-day']),
  from: z.enum(['acceptance', 'receipt', 'decision']).default('acceptance'),
  basis: z.array(citation),
  note: bilingual.optional(),
})

export const material = z.object({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  name: bilingual,
  issuer: bilingual,
  usage: bilingual,
  originals: z.int().min(0),
  copies: z.int().min(0),
  mandatory: z.boolean(),
  accept: z.array(z.string()).min(1),
  maxBytes: z
    .int()
    .min(1)
    .max(32 * 1024 * 1024),
  basis: z.array(citation).optional(),
  /** 容缺后补: working days after acceptance within which it may come later, on the applicant's promise; never where left out. */
  deferrable: z.object({ days: z.int().min(1).max(60), note: bilingual.optional() }).optional(),
  /** In a joint application: which items it goes to and under which name there; and which optional ones cannot do without it. */
  of: z.record(z.string(), z.string()).optional(),
  requiredWith: z.array(z.string()).optional(),
})

/** One version of a service item: the field groups of GB/T 39046-2020. */
export const itemContent = z.object({
  // identity
  code: z.string().regex(/^\d{6}-\d{2}-\d{4}$/),
  basicCode: z.string(),
  powerType: z.enum(keys(powerTypes)),
  name: bilingual,
  inOneSentence: bilingual,
  basis: z.array(citation).min(1),
  exerciseLevel: z.enum(keys(exerciseLevels)),
  division: bilingual,
  // who
  unit: z.string(),
  bodyNature: z.enum(keys(bodyNatures)),
  jointUnits: z.array(z.string()),
  // time
  caseType: z.enum(keys(caseTypes)),
  limits: z.object({ statutory: limit, promised: limit }),
  correctionDays: limit,
  serviceDays: limit,
  extension: limit.omit({ from: true }),
  // how
  conditions: z.array(bilingual).min(1),
  specialProcedures: z.array(
    z.object({ element: z.string(), name: bilingual, days: z.int().min(1), basis: z.array(citation) }),
  ),
  intermediaryServices: z.array(bilingual),
  quantityLimit: bilingual,
  handlingForm: z.array(z.enum(['online', 'counter', 'courier'])),
  crossRegion: bilingual,
  // result and fee
  result: z.object({
    name: bilingual,
    kind: z.enum(['licence', 'document']),
    validity: bilingual,
    months: z.int().min(1).max(1200).optional(),
  }),
  fee: z.object({ charged: z.boolean(), note: bilingual, basis: z.array(citation).optional() }),
  // channels
  channels: z.object({ address: bilingual, hours: bilingual, phone: z.string(), supervision: z.string() }),
  materials: z.array(material),
  scenarios: z.array(z.string()),
  faq: z.array(z.object({ question: bilingual, answer: bilingual })),
  /** What only items of this kind of power say; its shape is the kind's (`CaseKind.item`). */
  own: z.record(z.string(), z.unknown()).optional(),
})
export type ItemContent = z.output<typeof itemContent>
export type ItemLimit = z.output<typeof limit>
export type Material = z.output<typeof material>
export type Bilingual = z.output<typeof bilingual>

/** SHA-256 over the canonical JSON (RFC 8785) of content, form and chart digest: what a receipt names as the item's version. */
export const versionDigest = (content: ItemContent, form: unknown, chartDigest: string): string =>
  createHash('sha256').update(canonicalize({ content, form, chartDigest })!).digest('hex')
