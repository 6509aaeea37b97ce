import { keepFarCase, openForFar, sendFar } from '../../kernel/cases/index.ts'
import { defineMessage } from '../../kernel/nodes/index.ts'
import { act, TRANSFER } from './case.ts'
import { noteSent, sendAway } from './contract.ts'

const basis = [{ law: '行政许可法', article: 32 }]

/** To another installation, by messages: its papers, then the application; asked twice, it is sent once. */
export default act(sendAway, {
  act: 'file.sent',
  who: () => false,
  check({ at, problem }) {
    if (at.acts.some((a) => a.type === 'file.sent')) throw problem('NOT_OPEN')
  },
  prepare: async (ctx) => ({
    papers: await sendFar(ctx, ctx.at, {
      step: TRANSFER,
      as: TRANSFER,
      itemCode: ctx.input.to,
      kind: 'linked.transfer',
    }),
  }),
  says: ({ input, made }) => ({ basis, public: { to: input.to, papers: made.papers } }),
})

/** What the receipt of the other installation says, on the case that was sent on: the number that it has there, or that it was not taken. */
const received = act(noteSent, {
  act: 'file.received',
  who: () => false,
  async prepare({ at, input, callAsSystem }) {
    const { child } = input
    if (child)
      await callAsSystem(keepFarCase, {
        ...child,
        parent: at.found.number,
        parentElement: TRANSFER,
        handed: null,
        outcome: null,
      })
  },
  says: ({ input }) => ({ basis, public: { by: input.child!.number, outcome: 'received' } }),
})
const refused = act(noteSent, {
  act: 'file.refused',
  who: () => false,
  says: ({ input }) => ({ basis, public: { to: input.itemCode } }),
})
export const noted: typeof received = {
  ...received,
  run: (ctx) => (ctx.input.child ? received : refused).run(ctx),
}

defineMessage({
  kind: 'linked.transfer',
  contract: openForFar,
  input: (body) => body,
  numbers: ({ parent, itemCode }) => ({ theirs: [parent], ours: [itemCode] }),
  result: (output) => output,
  heard: {
    contract: noteSent,
    input: ({ caseId, itemCode }, { outcome, result }) => ({
      caseId,
      itemCode,
      child: outcome === 'taken' ? result : null,
    }),
  },
})
