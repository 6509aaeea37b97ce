// Browser-safe: what we publish of OCDS 1.1.5, strict: a field that is not here is never sent. Names, types and codes are the standard's.
import { z } from 'zod'

const id = z.string().min(1)
const date = z.iso.datetime({ offset: true })
const words = z.string().min(1)
/** Of which the standard wants no two alike. */
const distinct = <T extends z.ZodType>(of: T) =>
  z.array(of).refine((all) => new Set(all.map((one) => JSON.stringify(one))).size === all.length, 'two are alike')
export const value = z.strictObject({ amount: z.number(), currency: z.literal('CNY') })
export const period = z.strictObject({
  startDate: date.optional(),
  endDate: date.optional(),
  durationInDays: z.int().nonnegative().optional(),
})
export const reference = z.strictObject({ id, name: words })
export const document = z.strictObject({
  id,
  documentType: z.enum([
    ...(['tenderNotice', 'biddingDocuments', 'clarifications', 'evaluationReports', 'awardNotice'] as const),
    ...(['contractNotice', 'submissionDocuments', 'complaints', 'winningBid', 'conflictOfInterest'] as const),
  ]),
  title: words,
  description: words.optional(),
  url: z.url().optional(),
  datePublished: date.optional(),
  format: words.optional(),
  language: z.enum(['zh', 'en']).optional(),
})
export const organisation = z.strictObject({
  id,
  name: words,
  identifier: z.strictObject({ scheme: words, id: words.optional(), legalName: words.optional() }).optional(),
  roles: z.array(z.enum(['buyer', 'procuringEntity', 'supplier', 'tenderer', 'reviewBody', 'payer', 'payee'])).min(1),
})

export const TENDER = ['planning', 'planned', 'active', 'cancelled', 'unsuccessful', 'complete', 'withdrawn'] as const
export const BID = ['invited', 'pending', 'valid', 'disqualified', 'withdrawn'] as const
export const tender = z.strictObject({
  id,
  title: words.optional(),
  description: words.optional(),
  status: z.enum(TENDER).optional(),
  procuringEntity: reference.optional(),
  value: value.optional(),
  procurementMethod: z.enum(['open', 'selective', 'limited', 'direct']).optional(),
  procurementMethodDetails: words.optional(),
  mainProcurementCategory: z.enum(['goods', 'works', 'services']).optional(),
  awardCriteria: z.enum(['priceOnly', 'costOnly', 'qualityOnly', 'ratedCriteria']).optional(),
  awardCriteriaDetails: words.optional(),
  submissionMethod: z.array(z.enum(['electronicSubmission', 'electronicAuction', 'written', 'inPerson'])).optional(),
  tenderPeriod: period.optional(),
  enquiryPeriod: period.optional(),
  awardPeriod: period.optional(),
  numberOfTenderers: z.int().nonnegative().optional(),
  tenderers: distinct(reference).optional(),
  documents: z.array(document).optional(),
})
/** Of the bid extension: also losing and rejected ones, with why. */
export const bid = z.strictObject({
  id,
  date: date.optional(),
  status: z.enum(BID).optional(),
  statusDetails: words.optional(),
  tenderers: distinct(reference).optional(),
  value: value.optional(),
  documents: z.array(document).optional(),
  /** Ours: the rank and the points, as a decimal. */
  rank: z.int().positive().optional(),
  points: words.optional(),
})
export const award = z.strictObject({
  id,
  title: words.optional(),
  status: z.enum(['pending', 'active', 'cancelled', 'unsuccessful']).optional(),
  date: date.optional(),
  value: value.optional(),
  suppliers: distinct(reference).optional(),
  relatedBid: words.optional(),
})
export const contract = z.strictObject({
  id,
  awardID: id,
  title: words.optional(),
  status: z.enum(['pending', 'active', 'cancelled', 'terminated']).optional(),
  value: value.optional(),
  dateSigned: date.optional(),
})
const related = z.strictObject({
  id,
  relationship: z
    .array(
      z.enum([
        'framework',
        'planning',
        'parent',
        'prior',
        'unsuccessfulProcess',
        'subContract',
        'replacementProcess',
        'renewalProcess',
      ]),
    )
    .min(1),
  scheme: z.literal('ocid'),
  identifier: words,
})
export const TAGS = [
  ...(['planning', 'planningUpdate', 'tender', 'tenderAmendment', 'tenderUpdate', 'tenderCancellation'] as const),
  ...(['award', 'awardUpdate', 'awardCancellation', 'contract', 'contractUpdate', 'contractAmendment'] as const),
  ...(['implementation', 'implementationUpdate', 'contractTermination', 'compiled'] as const),
] as const
export const release = z.strictObject({
  ocid: z.string().regex(/^ocds-[a-z0-9]{6}-.+$/),
  id: z.string().regex(/^[^#?/]+$/),
  date,
  tag: z.array(z.enum(TAGS)).min(1),
  initiationType: z.literal('tender'),
  language: z.enum(['zh', 'en']).optional(),
  parties: distinct(organisation).optional(),
  buyer: reference.optional(),
  planning: z
    .strictObject({
      rationale: words.optional(),
      budget: z.strictObject({ id: id.optional(), amount: value.optional() }).optional(),
    })
    .optional(),
  tender: tender.optional(),
  bids: z
    .strictObject({
      statistics: z
        .array(
          z.strictObject({
            id,
            measure: z.enum(['bids', 'validBids', 'bidders', 'disqualifiedBids', 'lateBids']),
            value: z.number(),
          }),
        )
        .optional(),
      details: z.array(bid).optional(),
    })
    .optional(),
  awards: distinct(award).optional(),
  contracts: distinct(contract).optional(),
  relatedProcesses: distinct(related).optional(),
})
export type Release = z.output<typeof release>

const publisher = z.strictObject({ name: words, uri: z.url().optional(), uid: words.optional() })
const packaged = {
  uri: z.url(),
  version: z.literal('1.1'),
  extensions: z.array(z.url()),
  publishedDate: date,
  publisher,
  license: z.url().optional(),
}
export const releasePackage = z.strictObject({
  ...packaged,
  releases: z.array(release).min(1),
  links: z.strictObject({ next: z.url() }).optional(),
})
export const emptyPackage = z.strictObject({ ...packaged, releases: z.array(release).length(0) })
export const recordPackage = z.strictObject({
  ...packaged,
  records: z.array(z.strictObject({ ocid: words, releases: z.array(release).min(1), compiledRelease: release })).min(1),
})
