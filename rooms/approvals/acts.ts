import { z } from 'zod'
import { COMMON_ACTS, stamped } from '../../kernel/cases/index.ts'
import { WAYS } from '../../kernel/documents/index.ts'
import { defineActs, text } from '../../kernel/platform/index.ts'
import { hearingActTypes } from './hearing/acts.ts'
import { hearingActs } from './hearing/hearing.rules.ts'
import { arrival, quotaActs, quotaActTypes, taken } from './quota/acts.ts'
import { document, forUnit, forUnitQuietly, held, said } from './readers.ts'
import { visitActTypes } from './site-visit/acts.ts'
import { visitActs } from './site-visit/visit.rules.ts'

const none = z.object({})
const limit = z.object({ value: z.int(), unit: z.enum(['working-day', 'calendar-day']) })
/** A material that comes later, and by which day. */
const deferral = z.object({ material: z.string(), until: z.string() })
const material = z.object({
  itemCode: z.string(),
  material: z.string(),
  sha256: z.string(),
  size: z.int(),
  type: z.string(),
})

/** The acts of an approval. Public: what was done. Private (behind commitments): persons, reasons, opinions, contents. */
export const acts = defineActs('approvals', {
  'draft.saved': {
    title: text('保存草稿', 'Draft saved'),
    published: false,
    public: z.object({ itemCode: z.string() }),
    private: none,
  },
  'cases.accepted-together': {
    title: text('批量受理', 'Several accepted together'),
    published: false,
    public: z.object({ count: z.int() }),
    private: none,
  },
  'applications.submitted-together': {
    title: text('一次提交多件', 'Several submitted together'),
    published: false,
    public: z.object({ itemCode: z.string(), batch: z.uuid(), numbers: z.array(z.string()) }),
    private: none,
  },
  'draft.moved': {
    title: text('草稿改换身份', 'Draft taken into another capacity'),
    published: false,
    public: z.object({ itemCode: z.string() }),
    private: z.object({ from: z.string(), to: z.string() }),
  },
  'material.uploaded': {
    title: text('上传材料', 'Material uploaded'),
    published: false,
    public: material,
    private: z.object({ name: z.string() }),
  },
  'material.removed': {
    title: text('删除材料', 'Material removed'),
    published: false,
    public: z.object({ itemCode: z.string(), material: z.string(), sha256: z.string() }),
    private: none,
  },
  'material.moved': {
    title: text('调整材料的顺序', 'Material moved'),
    published: false,
    public: z.object({ itemCode: z.string(), material: z.string(), sha256: z.string(), to: z.enum(['up', 'down']) }),
    private: none,
  },
  'application.submitted': {
    title: text('提交申请', 'Application submitted'),
    published: true,
    public: z.object({
      number: z.string(),
      itemCode: z.string(),
      itemVersion: z.int(),
      itemDigest: z.string(),
      chartDigest: z.string(),
      unit: z.string(),
      materials: z.array(z.object({ material: z.string(), count: z.int() })),
      /** The case that opened this one, where another did. */
      parent: z.string().optional(),
      /** 容缺: materials that come later, on a promise. 告知承诺: decided on a promise. The licence that it is about. */
      deferred: z.array(z.string()).optional(),
      promised: z.boolean().optional(),
      licence: z.string().optional(),
      /** The unit whose counter took it for a person who stood there. */
      counter: z.string().optional(),
      /** Handed up by the organ below with all its papers; nothing is accepted again. */
      handedUp: z.boolean().optional(),
      /** 有数量限制的: as the how manieth it arrived. */
      arrival: arrival.optional(),
    }),
    private: z.object({
      applicant: held(z.string()),
      form: held(z.unknown()),
      materials: held(z.array(z.string())),
      /** What the organ below found. */
      opinion: said.optional(),
    }),
  },
  'correction.requested': {
    title: text('一次告知补正', 'Correction requested'),
    published: true,
    public: stamped({ items: z.int() }),
    private: z.object({ notice: said, materials: held(z.array(z.string())), document }),
  },
  'correction.answered': {
    title: text('补正', 'Correction answered'),
    published: true,
    public: stamped({ arrival: arrival.optional() }),
    private: z.object({ answer: said, materials: held(z.array(z.string())) }),
  },
  'case.accepted': {
    title: text('受理', 'Accepted'),
    published: true,
    public: stamped({
      by: z.enum(['clerk', 'silence']),
      from: z.string(),
      statutory: limit,
      promised: limit,
      deferred: deferral.array().optional(),
    }),
    private: z.object({ document }),
  },
  'acceptance.refused': {
    title: text('不予受理', 'Acceptance refused'),
    published: true,
    public: stamped({}),
    private: z.object({ reason: said, document }),
  },
  'case.reviewed': {
    title: text('审查', 'Reviewed'),
    published: true,
    public: stamped({ outcome: z.literal('pass'), advice: z.enum(['grant', 'refuse']).optional() }),
    private: z.object({ opinion: said }),
  },
  'opinion.given': {
    title: text('会审意见', 'Opinion of a unit asked'),
    published: true,
    public: stamped({ unit: z.string(), opinion: z.enum(['agree', 'disagree']) }),
    private: z.object({ reason: said }),
  },
  'special-procedure.started': {
    title: text('特别程序开始', 'Special procedure started'),
    published: true,
    public: stamped({ element: z.string(), name: z.object({ zh: z.string(), en: z.string() }), days: z.int() }),
    private: z.object({ reason: said }),
  },
  'special-procedure.ended': {
    title: text('特别程序结束', 'Special procedure ended'),
    published: true,
    public: stamped({ element: z.string() }),
    private: z.object({ result: said }),
  },
  'case.extended': {
    title: text('延长期限', 'Extended'),
    published: true,
    public: stamped({ days: z.int() }),
    private: z.object({ reason: said }),
  },
  'case.decided': {
    title: text('决定', 'Decided'),
    published: true,
    public: stamped({
      outcome: z.enum(['grant', 'refuse']),
      /** Working days until the decision; not in acts of before this was kept. */
      days: z.object({ used: z.int(), promised: z.int(), statutory: z.int(), late: z.boolean() }).optional(),
      /** Which of the limited places it takes. */
      quota: taken.optional(),
    }),
    private: z.object({ reason: said, document }),
  },
  'licence.issued': {
    title: text('颁发证照', 'Licence issued'),
    published: true,
    public: stamped({ number: z.string(), kind: z.string() }),
    private: z.object({ licence: held(z.unknown()) }),
  },
  'case.served': {
    title: text('送达', 'Served'),
    published: true,
    public: stamped({ how: z.enum(WAYS), closed: z.boolean() }),
    private: none,
  },
  'deferral.due': {
    title: text('容缺补交期限到', 'Day by which promised materials were due'),
    published: true,
    /** Those that had not come. */
    public: stamped({ missing: z.int(), materials: z.array(z.string()) }),
    private: z.object({ document: document.optional() }),
  },
  'promise.checked': {
    title: text('承诺核查', 'Promise checked'),
    published: true,
    public: stamped({ outcome: z.enum(['kept', 'broken']), closed: z.boolean() }),
    private: z.object({ finding: said }),
  },
  'renewal.silent': {
    title: text('届满未决定，视为准予延续', 'Renewed by silence'),
    published: true,
    public: stamped({ licence: z.string(), until: z.string() }),
    private: none,
  },
  'objection.raised': {
    title: text('陈述、申辩', 'Statement of objection'),
    published: true,
    public: stamped({ by: z.enum(['applicant', 'interested']) }),
    private: z.object({ objection: forUnit, name: forUnitQuietly }),
  },
  'objection.answered': {
    title: text('对陈述、申辩的答复', 'Objection answered'),
    published: true,
    public: stamped({ taken: z.boolean() }),
    private: z.object({ answer: said }),
  },
  'decision.withdrawn': {
    title: text('撤回决定', 'Decision withdrawn'),
    published: true,
    public: stamped({}),
    private: z.object({ reason: said, document }),
  },
  ...visitActTypes,
  ...hearingActTypes,
  ...quotaActTypes,
  'rule.applied': {
    title: text('按裁量基准计算', 'Computed by a discretion standard'),
    published: true,
    public: stamped({ standard: z.string(), number: z.int(), digest: z.string(), decision: z.string() }),
    private: z.object({ value: held(z.unknown()), reasons: said }),
  },
  'case.withdrawn': {
    title: text('撤回申请', 'Withdrawn'),
    published: true,
    public: stamped({}),
    private: z.object({ reason: said }),
  },
  'case.rated': {
    title: text('评价', 'Rated'),
    published: true,
    public: stamped({ score: z.int().min(1).max(5) }),
    private: z.object({ comment: said.optional() }),
  },
})

/** Acts of an approval, in the order in which a case may meet them; then what can happen on any case. */
export const caseActTypes = [
  'application.submitted',
  'correction.requested',
  'correction.answered',
  'case.accepted',
  'acceptance.refused',
  'opinion.given',
  'case.reviewed',
  'special-procedure.started',
  'special-procedure.ended',
  'case.extended',
  'case.decided',
  'licence.issued',
  'case.served',
  // Of the library of licences: what became of the one that the case issued.
  'licence.ended',
  'licence.prolonged',
  'deferral.due',
  'promise.checked',
  'renewal.silent',
  'objection.raised',
  'objection.answered',
  'decision.withdrawn',
  ...visitActs,
  ...hearingActs,
  ...quotaActs,
  'rule.applied',
  'case.withdrawn',
  'case.rated',
  // Of linked cases: what passes between two organs.
  'case.handed-up',
  'case.taken-over',
  'case.transferred',
  'file.received',
  'file.sent',
  'file.refused',
  'withdrawal.sent',
  'withdrawal.answered',
  ...COMMON_ACTS,
] as const
export type CaseActType = (typeof caseActTypes)[number]
