import { z } from 'zod'
import { stamped } from '../../kernel/cases/index.ts'
import { defineActs, says, text } from '../../kernel/platform/index.ts'
import { forWhom } from '../../trade/auction/index.ts'
import { MOVES } from '../../trade/entry/index.ts'
import { lotForm } from './contract.ts'

const inside = { to: ['actor', 'unit', 'performers', 'supervision'] } as const
const secret = { to: [], sealed: true, quiet: true } as const
const opinion = says(z.string(), inside)
const none = z.object({})
const applicant = z.int().positive()
const instalment = z.object({ due: z.iso.date(), amount: z.int().positive() })

/** Bidders are numbers of applications; who they are is in no published field. */
export const acts = defineActs('land', {
  'land.planned': {
    title: text('拟定出让方案', 'Sale planned'),
    published: true,
    public: stamped({ number: z.string(), form: lotForm }),
    private: none,
  },
  'land.approved': {
    title: text('审批出让方案', 'Plan decided'),
    published: true,
    public: stamped({ outcome: z.enum(['approve', 'return']) }),
    private: z.object({ opinion }),
  },
  'land.announced': {
    title: text('发布出让公告', 'Sale announced'),
    published: true,
    public: stamped({ applyUntil: z.string(), opens: z.string(), closes: z.string() }),
    private: none,
  },
  'land.applied': {
    title: text('申请竞买', 'Applied to bid'),
    published: true,
    public: stamped({ applicant, order: z.string() }),
    private: z.object({
      who: says(z.string(), secret),
      forWhom: says(forWhom.optional(), secret),
    }),
  },
  'land.deposit-moved': {
    title: text('保证金变动', 'Deposit moved'),
    published: true,
    public: stamped({ order: z.string(), what: z.enum(MOVES) }),
    private: none,
  },
  'land.qualified': {
    title: text('资格审查', 'Applicant decided'),
    published: true,
    public: stamped({ applicant, outcome: z.enum(['pass', 'refuse']) }),
    private: z.object({
      reason: says(z.string(), inside),
      bidder: says(z.int().optional(), secret),
    }),
  },
  'land.closed': {
    title: text('竞价结束', 'Sale closed'),
    published: true,
    public: stamped({ outcome: z.enum(['dealt', 'failed']), bidder: z.int().nullable(), price: z.int().nullable() }),
    private: none,
  },
  'land.verified': {
    title: text('验证原件', 'Originals verified'),
    published: true,
    /** The order of the deposit that stays: part of the price, or lost with a deal that is void. */
    public: stamped({ outcome: z.enum(['pass', 'void']), deposit: z.string().nullable() }),
    private: z.object({ opinion }),
  },
  'land.contracted': {
    title: text('签订出让合同', 'Contract signed'),
    published: true,
    public: stamped({ contract: z.string(), order: z.string(), instalments: z.array(instalment) }),
    private: none,
  },
  'land.disclosed': {
    title: text('公示成交结果', 'Result published'),
    published: true,
    public: stamped({ price: z.int(), bidder: z.int() }),
    private: z.object({ winner: says(z.string(), { to: ['parties', 'unit', 'performers', 'supervision'] }) }),
  },
})
