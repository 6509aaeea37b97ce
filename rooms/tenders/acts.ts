import { z } from 'zod'
import { stamped } from '../../kernel/cases/index.ts'
import { defineActs, says, text } from '../../kernel/platform/index.ts'
import { contract as committee } from '../../trade/committee/index.ts'
import { OBJECTS } from './contract.ts'
import { tenderForm } from './form.shape.ts'

const none = z.object({})
const inside = { to: ['actor', 'unit', 'performers', 'supervision'] } as const
const words = says(z.string(), { to: ['actor', 'parties', 'unit', 'performers', 'supervision'] })
const bidder = z.int()
const member = z.string()
const instant = z.string()
/** Which person a member is, who asked, evaluated, signed: nobody reads it before the award, whatever post he has. */
const seated = {
  actor: says(z.string().optional(), {
    to: ['unit', 'performers', 'supervision'],
    from: 'tender.awarded',
    quiet: true,
  }),
}
const unseen = z.object({ actor: says(z.string().optional(), { to: [], sealed: true, quiet: true }) })

/** Nothing published names a bidder before the opening, nor a member of the committee before the award (招标投标法 arts. 22, 37). */
export const acts = defineActs('tenders', {
  'tender.registered': {
    title: text('登记招标项目', 'Tender registered'),
    published: true,
    public: stamped({ number: z.string(), form: tenderForm }),
    private: none,
  },
  'tender.lot-added': {
    title: text('增加标段', 'Lot added'),
    published: true,
    public: stamped({ no: z.int(), lot: z.string(), case: z.uuid() }),
    private: none,
  },
  'tender.approved': {
    title: text('核准招标方案', 'Plan decided'),
    published: true,
    public: stamped({ outcome: z.enum(['approve', 'return']) }),
    private: z.object({ opinion: says(z.string(), inside) }),
  },
  'tender.document-added': {
    title: text('发布招标文件', 'Tender document added'),
    published: true,
    public: stamped({ name: z.string(), sha256: z.string(), size: z.int() }),
    private: none,
  },
  'tender.price-list-set': {
    title: text('上传工程量清单', 'List of quantities set'),
    published: true,
    public: stamped({ sha256: z.string(), lines: z.int() }),
    private: none,
  },
  'tender.announced': {
    title: text('发布招标公告', 'Notice published'),
    published: true,
    public: stamped({ deadline: instant, box: z.string(), draw: z.string() }),
    private: none,
  },
  'tender.clarified': {
    title: text('澄清或修改招标文件', 'Clarified or amended'),
    published: true,
    public: stamped({ words: z.string(), affects: z.boolean(), deadline: instant.nullable() }),
    private: none,
  },
  'tender.objected': {
    title: text('提出异议', 'Objection'),
    published: true,
    public: stamped({ on: z.enum(OBJECTS) }),
    private: z.object({ words }),
  },
  'tender.answered': {
    title: text('答复异议', 'Objection answered'),
    published: true,
    public: stamped({ objection: z.int(), words: z.string() }),
    private: none,
  },
  'tender.closed': {
    title: text('投标截止', 'Deadline passed'),
    published: true,
    public: stamped({ count: z.int(), outcome: z.enum(['enough', 'few']) }),
    private: none,
  },
  'tender.called': {
    title: text('宣布开标', 'Opening called'),
    published: true,
    public: stamped({}),
    private: none,
  },
  'tender.opened': {
    title: text('开标', 'Bids opened'),
    published: true,
    /** Bidder, outcome, price: an entry of the ledger holds some two thousand of them. */
    public: stamped({ bids: z.array(z.tuple([bidder, z.string(), z.int().nullable()])) }),
    private: none,
  },
  'tender.pooled': {
    title: text('封定专家名单', 'Pool of experts closed'),
    published: true,
    public: stamped({ experts: z.int(), excluded: z.int() }),
    private: z.object({ people: says(z.record(z.string(), z.string()), { to: [], sealed: true, quiet: true }) }),
  },
  'tender.drawn': {
    title: text('抽取专家和系数', 'Experts and coefficients drawn'),
    published: true,
    public: stamped({ experts: z.array(member), k: z.string().nullable(), order: z.array(bidder) }),
    private: none,
  },
  'tender.asked': {
    title: text('请投标人澄清', 'A bidder was asked to explain'),
    published: true,
    public: stamped({ bidder, member }),
    private: z.object({ words, ...seated }),
  },
  'tender.explained': {
    title: text('投标人书面澄清', 'A bidder explained'),
    published: true,
    public: stamped({ bidder }),
    private: z.object({ words }),
  },
  'tender.correction-put': {
    title: text('请投标人确认算术修正', 'A bidder was asked to confirm a correction'),
    published: true,
    public: stamped({ bidder, member }),
    private: z.object({ ...seated }),
  },
  'tender.correction-answered': {
    title: text('投标人答复算术修正', 'A bidder answered about a correction'),
    published: true,
    public: stamped({ bidder, accepts: z.boolean(), price: z.int() }),
    private: none,
  },
  'tender.evaluated': {
    title: text('成员独立评审', 'A member evaluated'),
    published: true,
    public: stamped({ member }),
    private: z.object({
      ...seated,
      verdicts: says(z.array(committee.verdict), {
        to: ['actor', 'unit', 'performers', 'supervision'],
        from: 'tender.reported',
        quiet: true,
      }),
    }),
  },
  'tender.reported': {
    title: text('评标报告', 'Evaluation report'),
    published: true,
    public: stamped({
      outcome: z.enum(['ranked', 'none']),
      /** Bidder, rank, total, codes by which members would reject it. */
      ranking: z.array(z.tuple([bidder, z.int().nullable(), z.string(), z.string()])),
      candidates: z.array(bidder),
      benchmark: z.string().nullable(),
    }),
    private: z.object({
      ...seated,
      points: says(z.record(z.string(), z.record(z.string(), z.string())), {
        to: ['parties', 'unit', 'performers', 'supervision'],
        quiet: true,
      }),
    }),
  },
  'tender.signed': {
    title: text('成员签署评标报告', 'A member signed or dissented'),
    published: true,
    public: stamped({ member, agrees: z.boolean() }),
    private: z.object({ reason: says(z.string(), { to: ['actor', 'parties', 'unit', 'performers', 'supervision'] }) }),
  },
  'tender.publicised': {
    title: text('公示中标候选人', 'Candidates publicised'),
    published: true,
    public: stamped({ candidates: z.array(bidder), until: instant }),
    private: none,
  },
  'tender.awarded': {
    title: text('确定中标人', 'Awarded'),
    published: true,
    public: stamped({ bidder, price: z.int(), rank: z.int() }),
    private: z.object({ reason: says(z.string(), inside) }),
  },
  'tender.complained': {
    title: text('投诉', 'Complaint to the overseer'),
    published: true,
    public: stamped({ objection: z.int().nullable() }),
    private: z.object({ words: says(z.string(), { to: ['actor', 'unit', 'performers', 'supervision'] }) }),
  },
  'tender.stopped': {
    title: text('责令暂停', 'Stopped by the overseer'),
    published: true,
    public: stamped({ complaint: z.int(), words: z.string() }),
    private: none,
  },
  'tender.complaint-decided': {
    title: text('投诉处理决定', 'Complaint decided'),
    published: true,
    public: stamped({ complaint: z.int(), outcome: z.enum(['dismiss', 'mend', 'void']), words: z.string() }),
    private: none,
  },
  'tender.bonds-returned': {
    title: text('投标保证金全部退还', 'All bid bonds are back'),
    published: true,
    public: stamped({ bonds: z.int(), interest: z.int() }),
    private: none,
  },
  'tender.contracted': {
    title: text('签订合同', 'Contract signed'),
    published: true,
    /** `parties`: all members of a consortium, who answer jointly and severally (招标投标法 art. 31). */
    public: stamped({ contract: z.string(), price: z.int(), parties: z.array(z.string()).optional() }),
    private: none,
  },
  'tender.filed': {
    title: text('提交招标投标情况书面报告', 'Report filed'),
    published: true,
    public: stamped({}),
    private: none,
  },
  // Beside the case: who bids, and who can be drawn, nobody sees.
  'tender.joined': {
    title: text('登记投标', 'Registered to bid'),
    published: false,
    public: z.object({ number: z.string() }),
    private: unseen,
  },
  /** Until bonds were those of every sealed procedure (trade/bond). */
  'tender.bond-moved': {
    title: text('投标保证金变动', 'Bond moved'),
    published: false,
    public: z.object({ order: z.string(), what: z.enum(['paid', 'refunded']) }),
    private: none,
  },
  /** Until the library of experts was the whole city's: acts stay what they were. */
  'tender.expert-enrolled': {
    title: text('专家入库', 'Expert enrolled'),
    published: false,
    public: z.object({ specialty: z.string() }),
    private: none,
  },
})
