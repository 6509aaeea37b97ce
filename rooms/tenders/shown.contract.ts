// Browser-safe: what is read of tenders.
import { z } from 'zod'
import { caseErrors, caseView, publicAct, publicList } from '../../kernel/cases/contract.ts'
import { defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'
import { ownBond } from '../../trade/bond/contract.ts'
import { releasesContract } from '../../trade/ocds/contract.ts'
import { tenderForm } from './form.shape.ts'
import { corrected } from './price-list.contract.ts'

const bilingual = z.object({ zh: z.string(), en: z.string() })
const NO_TENDER = { status: 404, ...text('没有这个招标项目。', 'There is no such tender.') } as const
const cell = z.record(z.string(), z.union([z.string(), z.int()]))

export const ranked = z.object({
  bidder: z.int(),
  rank: z.int().nullable(),
  price: z.int(),
  points: z.record(z.string(), z.string()),
  total: z.string(),
  rejected: z.array(z.string()),
})
export const bidShown = z.object({
  bidder: z.int(),
  name: z.string().nullable(),
  /** Of a consortium, beside the leading one. */
  members: z.array(z.object({ name: z.string(), part: z.string() })),
  outcome: z.string(),
  why: z.string().nullable(),
  sheet: cell.nullable(),
  bond: z.boolean(),
  files: z.array(z.object({ name: z.string(), size: z.int(), sha256: z.string() })),
})

export const tender = defineContract({
  id: 'tenders.tender',
  kind: 'read',
  title: text('一个招标项目', 'A tender'),
  input: z.object({ number: z.string() }),
  output: z.object({
    caseId: z.uuid(),
    number: z.string(),
    unit: bilingual,
    form: tenderForm,
    methodTitle: bilingual,
    criteria: z.array(z.object({ id: z.string(), title: bilingual, points: z.string() })),
    status: z.string(),
    statusText: bilingual,
    deadline: z.string().nullable(),
    lots: z.array(
      z.object({
        ...{ no: z.int(), number: z.string(), title: z.string(), titleEn: z.string(), ceiling: z.int() },
        statusText: bilingual,
      }),
    ),
    /** Lines of the list of quantities. */
    priceList: z.int().nullable(),
    documents: z.array(z.object({ name: z.string(), sha256: z.string(), size: z.int(), at: z.date() })),
    clarifications: z.array(
      z.object({ words: z.string(), affects: z.boolean(), deadline: z.string().nullable(), at: z.date() }),
    ),
    objections: z.array(
      z.object({
        n: z.int(),
        on: z.string(),
        at: z.date(),
        answeredAt: z.date().nullable(),
        words: z.string().nullable(),
        answer: z.string().nullable(),
      }),
    ),
    complaints: z.array(
      z.object({
        ...{ n: z.int(), at: z.date(), outcome: z.string().nullable(), words: z.string().nullable() },
        decidedAt: z.date().nullable(),
      }),
    ),
    stopped: z.boolean(),
    bondsBack: z.object({ at: z.date(), bonds: z.int(), interest: z.int() }).nullable(),
    draw: z.uuid().nullable(),
    drawn: z.object({ experts: z.array(z.string()), k: z.string().nullable() }).nullable(),
    names: z.array(z.string()),
    bids: z.array(bidShown),
    report: z
      .object({
        ranking: z.array(ranked),
        candidates: z.array(z.int()),
        benchmark: z.string().nullable(),
        at: z.date(),
      })
      .nullable(),
    signed: z.array(z.object({ member: z.string(), agrees: z.boolean(), reason: z.string().nullable() })),
    publicised: z.object({ at: z.date(), until: z.date() }).nullable(),
    awarded: z.object({ bidder: z.int(), price: z.int(), at: z.date(), name: z.string().nullable() }).nullable(),
    contract: z.string().nullable(),
    /** All who signed it. */
    contractors: z.array(z.string()),
    acts: z.array(publicAct),
    now: z.object({
      register: z.boolean(),
      object: z.array(z.string()),
      /** Numbers of one’s answered objections; 0 for anything else. */
      complain: z.array(z.int()),
      /** The reader: his bond, bidder number, seat on the committee, whether asked to explain. */
      bond: ownBond.nullable(),
      bidder: z.int().nullable(),
      expert: z.string().nullable(),
      asked: z.string().nullable(),
      /** Of the reader’s own list, where he is to confirm it. */
      correction: corrected.nullable(),
    }),
  }),
  errors: { NO_TENDER },
})

/** Stages as a bidder looks for them: several states of the case are one. */
export const STAGES = ['open', 'sealed', 'evaluating', 'publicised', 'awarded', 'failed'] as const
export const tenders = publicList({
  id: 'tenders.tenders',
  title: text('招标项目', 'Tenders'),
  row: { title: z.string(), titleEn: z.string(), ceiling: z.int(), deadline: z.string().nullable() },
  where: { state: z.enum(STAGES).optional() },
  sorts: ['ceiling', 'deadline'],
})

export const releases = releasesContract('tenders.releases', text('招标项目的开放合同数据', 'Tenders in OCDS'))

/** For a member of the committee: what is to be evaluated, and what he has handed in. */
export const committee = defineContract({
  id: 'tenders.committee',
  kind: 'read',
  title: text('评审台', 'The committee’s desk'),
  input: z.object({ number: z.string() }),
  output: z.object({
    caseId: z.uuid(),
    number: z.string(),
    title: z.string(),
    titleEn: z.string(),
    ceiling: z.int(),
    member: z.string(),
    members: z.int(),
    handedIn: z.array(z.string()),
    mine: z.boolean(),
    reported: z.boolean(),
    signedMine: z.boolean(),
    criteria: z.array(z.object({ id: z.string(), title: bilingual, points: z.string() })),
    bids: z.array(
      bidShown.extend({
        corrected: corrected.nullable(),
        /** Whether the correction was put (null) and accepted. */
        correcting: z.boolean().nullable().optional(),
        /** What the law says against its consortium. */
        faults: z.array(bilingual),
        low: z.array(z.string()),
        asked: z.string().nullable(),
        answer: z.string().nullable(),
        hints: z.array(bilingual),
      }),
    ),
  }),
  errors: { NO_TENDER },
})

export const bidFile = defineContract({
  id: 'tenders.bid-file',
  kind: 'read',
  title: text('投标文件', 'A file of a bid'),
  input: z.object({ number: z.string(), bidder: z.coerce.number().int(), nth: z.coerce.number().int().nonnegative() }),
  output: z.object({ name: z.string(), type: z.string(), bytes: z.custom<Uint8Array>((v) => v instanceof Uint8Array) }),
  errors: { NO_TENDER, NO_FILE: { status: 404, ...text('没有这个文件。', 'There is no such file.') } },
})

export const tenderFile = defineContract({
  id: 'tenders.tender-file',
  kind: 'read',
  title: text('招标文件', 'A tender document'),
  input: z.object({ number: z.string(), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  output: z.object({ name: z.string(), bytes: z.custom<Uint8Array>((v) => v instanceof Uint8Array) }),
  errors: { NO_TENDER },
})

/** The case as its officers see it. */
export const deskTender = defineContract({
  id: 'tenders.desk-tender',
  kind: 'read',
  title: text('招标项目（办理）', 'A tender, for its officers'),
  input: z.object({ number: z.string() }),
  output: caseView.extend({ leads: z.boolean(), oversees: z.boolean() }),
  errors: caseErrors,
})
