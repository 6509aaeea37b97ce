import { isFar } from '../../kernel/nodes/index.ts'
import { defineRoom, text } from '../../kernel/platform/index.ts'
import { sendAway as away, sendOn } from './contract.ts'
import { demo } from './demo.ts'
import { opinionAbove, receiptForBelow, transferNotice } from './documents.ts'
import handUp from './hand-up.ts'
import noteReceipt, { receipts } from './note-receipt.ts'
import sendAway, { noted } from './send-away.ts'
import send from './send-on.ts'
import takeOver from './take-over.ts'
import transfer, { where } from './transfer.ts'
import withdrawThere, { withdrawalNoted } from './withdraw-there.ts'

export * as contract from './contract.ts'

export default defineRoom({
  name: 'linked',
  title: text('上下联动', 'Linked cases'),
  documents: [opinionAbove, receiptForBelow, transferNotice],
  operations: [handUp, takeOver, transfer, where, send, sendAway, noted, noteReceipt, withdrawThere, withdrawalNoted],
  consumers: [receipts],
  demo,
  tells: {
    'case.handed-up': {
      says: text(
        '初审完毕，意见和您的材料已报上级决定，您不用再交。',
        'Reviewed first; opinion and papers went up for decision, and you hand in nothing again.',
      ),
    },
    'case.transferred': {
      says: text(
        '这件事不归收件的单位管，已移送有权机关；理由和新的编号在办件里。',
        'It was outside the powers of who received it and was transferred; reasons and the new number stand in the case.',
      ),
    },
    'file.refused': {
      says: text(
        '有权机关的系统没有收下移送的材料：请按办件里写的，直接向它申请。',
        'The competent organ’s installation did not take what was transferred: please apply there directly, as the case says.',
      ),
    },
    'withdrawal.answered': {
      says: text(
        '移送后的申请，对方机关对撤回有了答复，在办件里。',
        'The other organ answered the withdrawal of what was transferred; it stands in the case.',
      ),
    },
    'file.received': {
      says: text('对方机关已收件，进展在办件里。', 'The other organ has it; where it stands is in the case.'),
    },
  },
  timers: {
    'linked.send-on': ({ subjectId: caseId, payload: { to } }) => ({
      contract: isFar(to) ? away : sendOn,
      input: { caseId, to },
    }),
  },
})
