import { z } from 'zod'
import { defineContract } from '../platform/contract.ts'
import { text } from '../platform/text.ts'

const pending = {
  PENDING: {
    status: 503,
    ...text(
      '这条记录正在写入账本，请过几秒再取。',
      'The record is being written to the ledger; please try again in a few seconds.',
    ),
  },
} as const

export { BUNDLE, MANIFEST, type Manifest } from './verifier/dossier.ts'
export { parseKey, parseNote, verifyNote } from './verifier/note.ts'
export { attachReceipt, sheetOf } from './verifier/sheet.ts'
export { verifyReceipt } from './verifier/verdict.ts'
export { zip } from './verifier/zip.ts'

export const receiptOfAct = defineContract({
  id: 'ledger.receipt-of-act',
  kind: 'read',
  title: text('行为的回执', 'Receipt of an act'),
  summary: text('C2SP tlog-proof 文件；可附带披露的字段。', 'A C2SP tlog-proof file; fields may be disclosed with it.'),
  input: z.object({ actId: z.uuid(), disclose: z.array(z.string()).default([]) }),
  output: z.object({ file: z.string(), name: z.string(), index: z.int(), size: z.int() }),
  errors: { NO_ACT: { status: 404, ...text('账本里没有这一条。', 'The ledger has no such act.') }, ...pending },
})

export const bundleOfCase = defineContract({
  id: 'ledger.bundle-of-case',
  kind: 'read',
  title: text('一件的全部回执', 'All receipts of a case'),
  input: z.object({ caseId: z.uuid() }),
  output: z.object({ file: z.string(), name: z.string(), count: z.int() }),
  errors: { NO_CASE: { status: 404, ...text('账本里没有这一件。', 'The ledger has no such case.') }, ...pending },
})

export const describeLog = defineContract({
  id: 'ledger.describe',
  kind: 'read',
  title: text('账本概况', 'State of the ledger'),
  input: z.object({}),
  output: z.object({
    origin: z.string(),
    /** The keys that sign now, Ed25519 first. */
    vkeys: z.array(z.string()),
    /** Every key that ever signed, with the checkpoint sizes that it signs. */
    keys: z.array(z.object({ vkey: z.string(), from: z.int().nullable(), until: z.int().nullable() })),
    witnesses: z.array(z.object({ name: z.string(), vkey: z.string() })),
    /** The least number of witnesses that can make the quorum; `last` says of each checkpoint whether it has it. */
    quorum: z.int(),
    size: z.int(),
    checkpoint: z.string().nullable(),
    at: z.date().nullable(),
    last: z.array(z.object({ size: z.int(), at: z.date(), witnesses: z.array(z.string()), quorum: z.boolean() })),
    days: z.array(z.object({ day: z.string(), n: z.int() })),
    types: z.array(z.object({ type: z.string(), n: z.int() })),
    /** Entries of the last 48 hours by the hour, and of all time by the unit that acted. */
    hours: z.array(z.object({ hour: z.string(), n: z.int() })),
    units: z.array(z.object({ zh: z.string(), en: z.string(), n: z.int() })),
  }),
})

const found = z.object({
  caseId: z.uuid(),
  number: z.string().nullable(),
  acts: z.array(
    z.object({ actId: z.uuid(), number: z.int(), type: z.string(), happenedAt: z.date(), index: z.int().nullable() }),
  ),
})
export const lookUp = defineContract({
  id: 'ledger.look-up',
  kind: 'read',
  longest: 200_000,
  title: text('在账本里查', 'Look up in the ledger'),
  summary: text(
    '按办件编号或一张回执的文字，给出这一件公开的全部行为和它们在账本里的位置。',
    'By the number of a case or the text of a receipt: all public acts of the case and where they stand.',
  ),
  input: z.object({ query: z.string().trim().min(1).max(200_000) }),
  output: found,
  errors: {
    NOT_FOUND_HERE: {
      status: 404,
      ...text(
        '账本里没有这个编号或回执。请核对编号，或粘贴回执的全部文字。',
        'The ledger has no such number or receipt. Please check the number, or paste the whole receipt.',
      ),
    },
  },
})
