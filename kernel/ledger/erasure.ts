import { z } from 'zod'
import { defineContract } from '../platform/contract.ts'
import {
  defineActs,
  eraseFields,
  findAct,
  type Operation,
  operation,
  type Policy,
  placeOf,
  postOf,
  text,
} from '../platform/index.ts'

export const erasureActs = defineActs('ledger', {
  'ledger.fields-erased': {
    title: text('抹去非公开内容', 'Private content erased'),
    published: true,
    public: z.object({ act: z.uuid(), fields: z.array(z.string()), reason: z.string() }),
    private: z.object({}),
  },
})

export const eraseActFields = defineContract({
  id: 'ledger.erase-act-fields',
  kind: 'write',
  title: text('抹去一个行为的非公开内容', 'Erase private content of an act'),
  summary: text(
    '删掉内容和盐：账本里的摘要永远打不开，记录和树照样成立。删了找不回来。',
    'Deletes content and salt: the digest in the ledger can never be opened, record and tree hold as before. There is no way back.',
  ),
  input: z.object({
    actId: z.uuid(),
    fields: z
      .array(z.string().regex(/^[\w-]{1,100}$/))
      .min(1)
      .max(50),
    /** Goes into the public log: no personal data. */
    reason: z
      .string()
      .trim()
      .regex(/^\P{Cc}{2,200}$/u),
  }),
  place: ({ actId }) => placeOf(actId),
  output: z.object({ erased: z.array(z.string()) }),
  errors: {
    NO_ACT: { status: 404, ...text('没有这个行为。', 'There is no such act.') },
    NO_FIELD: {
      status: 404,
      ...text(
        '这个行为没有这样的非公开内容，或者早已抹去。',
        'The act has no such private content, or it is erased already.',
      ),
    },
  },
})

const administers: Policy<unknown> = ({ actor }) =>
  actor.kind === 'system' || postOf(actor, 'administrator') !== undefined

/** Erasure is itself an act, so that nobody erases unseen; what was erased is not in it. */
export const erasure: Operation = operation(eraseActFields, {
  allow: administers,
  async run({ tx, input, problem }) {
    const act = await findAct(tx, input.actId)
    if (!act) throw problem('NO_ACT')
    const erased = await eraseFields(tx, act.jurisdiction, act.id, input.fields)
    if (erased.length === 0) throw problem('NO_FIELD')
    return {
      act: erasureActs['ledger.fields-erased']({
        jurisdiction: act.jurisdiction,
        // Numbers of a case are of the case's own acts.
        subject: { kind: 'system', id: act.id },
        // 个人信息保护法 art. 47: the handler deletes what it no longer may keep.
        public: { act: act.id, fields: erased, reason: input.reason },
      }),
      output: { erased },
    }
  },
})
