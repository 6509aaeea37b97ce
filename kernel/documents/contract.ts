import { z } from 'zod'
import { defineContract } from '../platform/contract.ts'
import { text } from '../platform/text.ts'
import { WAYS } from './ways.ts'

const said = z.string().trim().max(500).optional()
const day = z.iso.date()
const NO_DOCUMENT = {
  status: 404,
  ...text('没有这份文书，或者您看不到它。', 'There is no such document, or it is not shown to you.'),
} as const

/** How it was served: what the proof of service 送达回证 says beside the document. */
export const service = z.object({
  how: z.enum(WAYS),
  on: day,
  receiver: said,
  witness: said,
  reason: said,
  consent: z.boolean().optional(),
})

export const serveDocument = defineContract({
  id: 'documents.serve-document',
  kind: 'write',
  title: text('送达文书', 'Serve a document'),
  summary: text(
    '记下送达回证：怎么送的、哪一天、谁签收；按方式算出送达日期和救济期限的最后一日。',
    'Records the proof of service: how, when, who signed; the day of service and the last days for redress follow from it.',
  ),
  input: service.extend({
    caseId: z.uuid(),
    /** Its number. */
    document: z.string().trim().min(1).max(60),
  }),
  output: z.object({ caseId: z.uuid(), number: z.string(), document: z.string(), effectiveOn: day }),
  errors: {
    NO_CASE: { status: 404, ...text('没有这个办件。', 'There is no such case.') },
    NO_DOCUMENT,
    SERVED: { status: 409, ...text('这份文书已经送达。', 'This document was served already.') },
    NOT_SERVICE: {
      status: 422,
      ...text('这样还不算送达，请补全。', 'That is not service in law yet; please complete it.'),
    },
  },
})

export const getDocument = defineContract({
  id: 'documents.get-document',
  kind: 'read',
  title: text('查看文书', 'Read a document'),
  summary: text('一份文书的内容，给可以看它的人。', 'What a document says, for those who may read it.'),
  input: z.object({ number: z.string().trim().min(1).max(60) }),
  output: z.object({
    number: z.string(),
    kind: z.string(),
    caseNumber: z.string(),
    actId: z.uuid().nullable(),
    content: z.record(z.string(), z.unknown()),
  }),
  errors: { NO_DOCUMENT },
})
