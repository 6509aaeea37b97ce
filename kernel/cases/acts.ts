import { z } from 'zod'
import { defineActs, says, text } from '../platform/index.ts'

const bilingual = z.object({ zh: z.string(), en: z.string() })
/**
 * Every act of a case names the item's version where it has one, the chart that was followed, and the step of it that it performed
 * (some perform none), so that each receipt proves them by itself.
 */
export const stamp = {
  itemVersion: z.int().optional(),
  chartDigest: z.string().optional(),
  step: z.string().optional(),
  /** The document that the act issued; what it says is behind the act's commitment `document`. */
  document: z.object({ number: z.string(), kind: z.string(), sha256: z.string() }).optional(),
  /** What the chart sent on the way from this step to the next, and how many cases it reached. */
  sent: z.array(z.object({ kind: z.enum(['message', 'signal']), name: z.string(), cases: z.int() })).optional(),
}
/** The public fields of an act of a case. */
export const stamped = <S extends z.ZodRawShape>(shape: S) => z.object({ ...stamp, ...shape })
const none = z.object({})

/** What can happen on a case of any kind. */
export const acts = defineActs('cases', {
  'timer.rang': {
    title: text('定时到时', 'Timer due'),
    published: true,
    public: stamped({ element: z.string(), name: bilingual, timer: z.string(), closed: z.boolean() }),
    private: none,
  },
  'message.received': {
    title: text('收到消息', 'Message received'),
    published: true,
    public: stamped({ name: z.string(), from: z.string(), outcome: z.string().optional(), closed: z.boolean() }),
    private: none,
  },
  'child.opened': {
    title: text('开出另一个办件', 'Opened a further case'),
    published: true,
    public: stamped({ number: z.string(), itemCode: z.string(), unit: z.string() }),
    private: none,
  },
  'child.left': {
    title: text('没有开出办件', 'Opened no further case'),
    published: true,
    public: stamped({ itemCode: z.string(), why: z.enum(['not-asked', 'no-item']) }),
    private: none,
  },
  'paper.added': {
    title: text('补入材料', 'Paper added'),
    published: true,
    public: stamped({ slot: z.string(), sha256: z.string(), size: z.int(), type: z.string() }),
    private: z.object({ name: says(z.string(), { to: ['actor', 'unit', 'supervision'] }) }),
  },
  'officer.recused': {
    title: text('回避', 'Officer recused'),
    published: true,
    public: stamped({}),
    private: z.object({ reason: says(z.string(), { to: ['actor', 'unit', 'supervision'] }) }),
  },
  'case.migrated': {
    title: text('迁到流程图的新版', 'Moved to a new version of the chart'),
    published: true,
    /** From which chart; the stamp names the one that it goes on by. */
    public: stamped({ from: z.string() }),
    private: z.object({ reason: says(z.string(), { to: ['actor', 'parties', 'unit', 'performers', 'supervision'] }) }),
  },
  'case.handed-on': {
    title: text('更换经办人', 'Handed on to a colleague'),
    published: true,
    public: stamped({}),
    private: z.object({
      to: says(z.string(), { to: ['actor', 'unit', 'supervision'] }),
      reason: says(z.string(), { to: ['actor', 'unit', 'supervision'] }),
    }),
  },
  'note.added': {
    title: text('内部备注', 'Note of the unit'),
    published: false,
    public: none,
    private: z.object({ number: z.string(), body: z.string() }),
  },
  'phrase.kept': {
    title: text('存常用语', 'Phrase kept'),
    published: false,
    public: z.object({ title: z.string() }),
    private: none,
  },
  'phrase.removed': {
    title: text('删常用语', 'Phrase removed'),
    published: false,
    public: z.object({ title: z.string() }),
    private: none,
  },
  'filter.saved': { title: text('保存筛选', 'Filter saved'), published: false, public: none, private: none },
  'filter.removed': { title: text('删筛选', 'Filter removed'), published: false, public: none, private: none },
  'upload.part-kept': {
    title: text('收到文件的一段', 'Part of a file kept'),
    published: false,
    public: z.object({ sha256: z.string(), part: z.int(), parts: z.int() }),
    private: none,
  },
  'upload.lapsed': {
    title: text('没有传完的文件到期清除', 'Unfinished upload dropped'),
    published: false,
    public: none,
    private: none,
  },
  'case.restated': {
    title: text('重算办件状态', 'Standing computed anew'),
    published: false,
    public: z.object({ number: z.string() }),
    private: none,
  },
})

/** Acts that may stand on any case's stream. */
export const COMMON_ACTS = [
  'timer.rang',
  'message.received',
  'child.opened',
  'child.left',
  'case.migrated',
  'paper.added',
  'officer.recused',
  'case.handed-on',
  'document.served',
] as const
