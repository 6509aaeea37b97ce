import { z } from 'zod'
import { defineContract } from '../platform/contract.ts'
import { text } from '../platform/text.ts'
import { drawRecord } from './record.shape.ts'

export const NO_DRAW = { status: 404, ...text('没有这次抽取。', 'There is no such draw.') } as const

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
