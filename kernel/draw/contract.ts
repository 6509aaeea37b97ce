import { z } from 'zod'
import { defineContract } from '../platform/contract.ts'
import { text } from '../platform/text.ts'
import { drawRecord } from './record.shape.ts'

export const NO_DRAW = { status: 404, ...text('没有这次抽取。', 'There is no such draw.') } as const

/** Declared by the contracts of operations that close a draw. */
export const closeErrors = {
  NO_DRAW,
  CLOSED: { status: 409, ...text('名单已经封定，不能再改。', 'The pools are closed and cannot change.') },
  TOO_SOON: {
    status: 409,
    ...text('种子的承诺还没有记下，不能封池。', 'The seed was not committed to before; the pools cannot be closed.'),
  },
  SHORT: { status: 409, ...text('名单里的人数不够抽。', 'The pools are too small for the draw.') },
} as const

/** Declared by the contracts of operations that reveal a draw. */
export const revealErrors = {
  NO_DRAW,
  NOT_CLOSED: { status: 409, ...text('名单还没有封定，不能抽。', 'The pools are not closed yet.') },
  REVEALED: { status: 409, ...text('已经抽过了，结果不能再变。', 'It was drawn already; the result cannot change.') },
  NO_CHECKPOINT: {
    status: 409,
    ...text(
      '账本还没有签出封池之后的检查点，请过几秒再试。',
      'The ledger has not signed a checkpoint after the closing yet; please try again in some seconds.',
    ),
  },
} as const

/** `/api/draw/get-record?id=…` is what `gnomon draw verify URL` reads. */
export const getRecord = defineContract({
  id: 'draw.get-record',
  kind: 'read',
  title: text('抽取记录', 'Record of a draw'),
  summary: text(
    '承诺、名单、排除、种子、结果：谁都能照着重算。种子在封池以后才公开。',
    'Commitment, pools, exclusions, seed, result: anybody can recompute it. The seed shows once the pools are closed and it was opened.',
  ),
  input: z.object({ id: z.uuid() }),
  output: drawRecord,
  errors: { NO_DRAW },
})
