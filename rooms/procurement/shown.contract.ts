// Browser-safe: what is read of procurement.
import { z } from 'zod'
import { caseErrors, caseView, publicAct, publicList } from '../../kernel/cases/contract.ts'
import { defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'
import { ownBond } from '../../trade/bond/contract.ts'
import { releasesContract } from '../../trade/ocds/contract.ts'
import { METHODS, procurementForm } from './form.shape.ts'

const bilingual = z.object({ zh: z.string(), en: z.string() })
const NO_PROCESS = { status: 404, ...text('没有这个采购项目。', 'There is no such process.') } as const
const instant = z.date()
const cell = z.record(z.string(), z.union([z.string(), z.int()]))
const fileShown = z.object({ name: z.string(), size: z.int(), sha256: z.string() })
const company = { uscc: z.string(), name: z.string() }
export const bidShown = z.object({
  bidder: z.int(),
  name: z.string().nullable(),
  outcome: z.string(),
  price: z.int().nullable(),
  flags: z.array(z.string()),
  members: z.array(z.object({ name: z.string(), part: z.string() })),
  /** Whether its bond came in time; null where none is asked. */
  bond: z.boolean().nullable(),
  files: z.array(fileShown),
})
export type BidShown = z.output<typeof bidShown>

export const process = defineContract({
  id: 'procurement.process',
  kind: 'read',
  title: text('一个采购项目', 'A process'),
  input: z.object({ number: z.string() }),
  output: z.object({
    caseId: z.uuid(),
    number: z.string(),
    unit: bilingual,
    form: procurementForm,
    scoringTitle: bilingual,
    criteria: z.array(z.object({ id: z.string(), title: bilingual, points: z.string() })),
    status: z.string(),
    statusText: bilingual,
    closed: z.boolean(),
    deadline: z.string().nullable(),
    documents: z.array(fileShown.extend({ at: instant })),
    rounds: z.array(
      z.object({ n: z.int(), deadline: z.string(), words: z.string(), last: z.boolean(), count: z.int().nullable() }),
    ),
    challenges: z.array(
      z.object({
        n: z.int(),
        on: z.string(),
        at: instant,
        words: z.string().nullable(),
        answer: z.string().nullable(),
        complained: z.boolean(),
        decided: z.object({ outcome: z.string(), words: z.string() }).nullable(),
      }),
    ),
    suspendedUntil: instant.nullable(),
    publicised: z.object({ words: z.string(), until: instant }).nullable(),
    draw: z.uuid().nullable(),
    names: z.array(z.string()),
    bids: z.array(bidShown),
    ranking: z
      .array(
        z.object({
          bidder: z.int(),
          rank: z.int().nullable(),
          price: z.int(),
          total: z.string(),
          points: z.record(z.string(), z.string()),
          rejected: z.array(z.string()),
        }),
      )
      .nullable(),
    signed: z.array(z.object({ member: z.string(), agrees: z.boolean(), reason: z.string().nullable() })),
    /** Who won and refused the contract, so that the next took his place. */
    refused: z.array(z.string()),
    winners: z.array(
      z.object({
        ...company,
        price: z.int(),
        members: z.array(z.object(company)).optional(),
      }),
    ),
    contract: z
      .object({
        number: z.string(),
        price: z.int(),
        sha256: z.string().nullable(),
        parties: z.array(z.string()),
        performance: z.int().nullable(),
      })
      .nullable(),
    /** All lots of the procedure, where there are several. */
    lots: z.array(
      z.object({
        no: z.int(),
        number: z.string(),
        title: z.string(),
        titleEn: z.string(),
        ceiling: z.int(),
        statusText: bilingual,
      }),
    ),
    kept: z.array(z.object({ bidder: z.int(), reason: z.string(), words: z.string().nullable() })),
    accepted: z.object({ grade: z.int() }).nullable(),
    acts: z.array(publicAct),
    /** What the reader is and may do. */
    now: z.object({
      register: z.boolean(),
      bidder: z.boolean(),
      round: z.int().nullable(),
      challenge: z.array(z.string()),
      complain: z.array(z.int()),
      expert: z.string().nullable(),
      asked: z.string().nullable(),
      /** The reader’s own bonds: orders to pay, and how they stand. */
      bond: ownBond.nullable(),
      performance: z.object({ order: z.string(), paid: z.boolean() }).nullable(),
    }),
  }),
  errors: { NO_PROCESS },
})

export const processes = publicList({
  id: 'procurement.processes',
  title: text('采购项目', 'Processes'),
  row: {
    ...{ title: z.string(), titleEn: z.string(), place: z.string(), method: z.enum(METHODS) },
    ...{ budget: z.int(), deadline: z.string().nullable() },
  },
  where: { method: z.enum(METHODS).optional(), place: z.string().max(20).optional() },
  sorts: ['budget', 'deadline'],
})
export const committee = defineContract({
  id: 'procurement.committee',
  kind: 'read',
  title: text('评审台', 'The committee’s desk'),
  input: z.object({ number: z.string() }),
  output: z.object({
    caseId: z.uuid(),
    number: z.string(),
    title: z.string(),
    titleEn: z.string(),
    need: z.string(),
    ceiling: z.int(),
    member: z.string(),
    members: z.int(),
    ready: z.boolean(),
    handedIn: z.array(z.string()),
    mine: z.boolean(),
    reported: z.boolean(),
    signedMine: z.boolean(),
    criteria: z.array(z.object({ id: z.string(), title: bilingual, points: z.string() })),
    bids: z.array(
      bidShown.extend({
        sheet: cell.nullable(),
        quotes: z.array(z.int()),
        low: z.boolean(),
        hints: z.array(bilingual),
        faults: z.array(bilingual),
        asked: z.string().nullable(),
        answer: z.string().nullable(),
      }),
    ),
  }),
  errors: { NO_PROCESS },
})
const bytes = z.custom<Uint8Array>((v) => v instanceof Uint8Array)
export const bidFile = defineContract({
  id: 'procurement.bid-file',
  kind: 'read',
  title: text('响应文件', 'A file of a bid'),
  input: z.object({ number: z.string(), bidder: z.coerce.number().int(), nth: z.coerce.number().int().nonnegative() }),
  output: z.object({ name: z.string(), type: z.string(), bytes }),
  errors: { NO_PROCESS, NO_FILE: { status: 404, ...text('没有这个文件。', 'There is no such file.') } },
})
export const document = defineContract({
  id: 'procurement.document',
  kind: 'read',
  title: text('采购文件、合同', 'A published document'),
  input: z.object({ number: z.string(), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  output: z.object({ name: z.string(), bytes }),
  errors: { NO_PROCESS },
})
/** The case as its officers see it. */
export const deskProcess = defineContract({
  id: 'procurement.desk-process',
  kind: 'read',
  title: text('采购项目（办理）', 'A process, for its officers'),
  input: z.object({ number: z.string() }),
  output: caseView.extend({
    /** The reader's: the buyer's unit, the finance office of the place, the agency. */
    leads: z.boolean(),
    finance: z.boolean(),
    agency: z.boolean(),
    over: z.boolean(),
    waiting: z.array(z.int()),
    underComplaint: z.array(z.int()),
  }),
  errors: caseErrors,
})
export const releases = releasesContract('procurement.releases', text('政府采购的开放合同数据', 'Procurement in OCDS'))
/** For rooms that go on from a result, as the system: who won, at what price. */
export const outcome = defineContract({
  id: 'procurement.outcome',
  kind: 'read',
  title: text('采购结果', 'The result'),
  input: z.object({ number: z.string().max(40) }),
  output: z.object({
    form: procurementForm,
    unit: z.string(),
    winners: z.array(z.object({ personId: z.uuid(), uscc: z.string(), name: z.string(), price: z.int() })),
  }),
  errors: { NO_PROCESS },
})
