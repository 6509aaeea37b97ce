import { z } from 'zod'
import { stamped } from '../../kernel/cases/index.ts'
import { defineActs, says, text } from '../../kernel/platform/index.ts'
import { form, verdict } from './contract.ts'

const none = z.object({})
const seated = {
  actor: says(z.string().optional(), {
    to: ['unit', 'performers', 'supervision'],
    from: 'prequalification.notified',
    quiet: true,
  }),
}

/** Nothing published names an applicant, or says how many there are (招标投标法 art. 22). */
export const acts = defineActs('prequalification', {
  'prequalification.registered': {
    title: text('登记资格预审', 'Prequalification registered'),
    published: true,
    public: stamped({ number: z.string(), form }),
    private: none,
  },
  'prequalification.approved': {
    title: text('核准资格预审', 'Decided'),
    published: true,
    public: stamped({ outcome: z.enum(['approve', 'return']) }),
    private: z.object({ opinion: says(z.string(), { to: ['actor', 'unit', 'performers', 'supervision'] }) }),
  },
  'prequalification.document-added': {
    title: text('发布资格预审文件', 'Document added'),
    published: true,
    public: stamped({ name: z.string(), sha256: z.string(), size: z.int() }),
    private: none,
  },
  'prequalification.announced': {
    title: text('发布资格预审公告', 'Notice published'),
    published: true,
    public: stamped({ deadline: z.string(), draw: z.string() }),
    private: none,
  },
  'prequalification.clarified': {
    title: text('澄清、修改资格预审文件', 'Documents clarified'),
    published: true,
    public: stamped({ words: z.string(), affects: z.boolean(), deadline: z.string().nullable() }),
    private: none,
  },
  /** Who objects, and in which words, the tenderer learns and nobody else: he may be an applicant. */
  'prequalification.objected': {
    title: text('对资格预审文件提出异议', 'Objection to the documents'),
    published: true,
    public: stamped({}),
    private: z.object({
      actor: says(z.string().optional(), { to: ['supervision'], quiet: true }),
      words: says(z.string(), { to: ['actor', 'unit', 'performers', 'supervision'] }),
    }),
  },
  'prequalification.answered': {
    title: text('答复异议', 'Objection answered'),
    published: true,
    public: stamped({ objection: z.int(), words: z.string() }),
    private: none,
  },
  'prequalification.closed': {
    title: text('申请截止', 'Deadline passed'),
    published: true,
    public: stamped({ outcome: z.enum(['enough', 'few']) }),
    private: none,
  },
  'prequalification.pooled': {
    title: text('封定专家名单', 'Pool of experts closed'),
    published: true,
    public: stamped({ experts: z.int() }),
    private: z.object({ people: says(z.record(z.string(), z.string()), { to: [], sealed: true, quiet: true }) }),
  },
  'prequalification.drawn': {
    title: text('抽取专家', 'Experts drawn'),
    published: true,
    public: stamped({ experts: z.array(z.string()) }),
    private: none,
  },
  'prequalification.reviewed': {
    title: text('成员独立审查', 'A member reviewed'),
    published: true,
    public: stamped({ member: z.string() }),
    private: z.object({
      ...seated,
      verdicts: says(z.array(verdict), {
        to: ['actor', 'unit', 'performers', 'supervision'],
        from: 'prequalification.reported',
        quiet: true,
      }),
    }),
  },
  'prequalification.reported': {
    title: text('资格审查报告', 'Review report'),
    published: true,
    public: stamped({ outcome: z.enum(['enough', 'few']) }),
    private: z.object({ ...seated }),
  },
  'prequalification.notified': {
    title: text('发出资格预审结果通知书', 'Each was told the result'),
    published: true,
    public: stamped({}),
    private: none,
  },
  // Beside the case.
  'prequalification.applied': {
    title: text('提交资格预审申请', 'Applied'),
    published: false,
    public: z.object({ number: z.string() }),
    private: z.object({ actor: says(z.string().optional(), { to: [], sealed: true, quiet: true }) }),
  },
})
