import { defineRoom, text } from '../../kernel/platform/index.ts'
import { sendOn } from './contract.ts'
import { opinionAbove, receiptForBelow, transferNotice } from './documents.ts'
import handUp from './hand-up.ts'
import noteReceipt, { receipts } from './note-receipt.ts'
import send from './send-on.ts'
import takeOver from './take-over.ts'
import transfer, { where } from './transfer.ts'

export * as contract from './contract.ts'

export default defineRoom({
  name: 'linked',
  title: text('上下联动', 'Linked cases'),
  documents: [opinionAbove, receiptForBelow, transferNotice],
  operations: [handUp, takeOver, transfer, where, send, noteReceipt],
  consumers: [receipts],
  timers: {
    'linked.send-on': (timer) => ({ contract: sendOn, input: { caseId: timer.subjectId, to: timer.payload.to } }),
  },
})
