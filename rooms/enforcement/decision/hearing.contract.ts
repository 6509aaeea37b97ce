import { z } from 'zod'
import { text } from '../../../kernel/platform/text.ts'
import { BAD_FILE, day, line, onCase, refuse, TOO_EARLY, upload, words } from '../terms.contract.ts'

export const notice = onCase('notice', text('事先告知', 'Give notice'), {})
export const defend = onCase(
  'defend',
  text('陈述申辩', 'Defend'),
  {
    statement: z.string().trim().max(4000).default(''),
    hearing: z.boolean().default(false),
    waived: z.boolean().default(false),
  },
  {
    NO_NOTICE: refuse(409, '还没有告知，或者已经决定。', 'There is no notice yet, or it was decided already.'),
    NO_HEARING: refuse(
      409,
      '这一件没有听证，或者申请期限已过。',
      'This case has no hearing, or the time to ask is over.',
    ),
    EMPTY: refuse(
      422,
      '请写下您的意见，或者选择要求听证、放弃。',
      'Please write what you say, or choose the hearing or to waive.',
    ),
  },
  text('当事人提出意见、要求听证，或者表示放弃。', 'The party says what it has to say, asks for a hearing, or waives.'),
)
/** What a party said at the counter, recorded by an officer. */
export const recordDefence = onCase(
  'record-defence',
  text('记录陈述申辩', 'Record the defence'),
  { ...defend.input.shape, paper: upload.optional() },
  {
    ...defend.errors,
    BAD_FILE,
    NO_PAPER: refuse(
      422,
      '当事人放弃陈述申辩的，要附上当事人签名的书面材料。',
      'A waiver that an officer records needs the paper that the party signed.',
    ),
  },
  text(
    '放弃的，附当事人签名的书面材料；它成为本案材料。',
    'A waiver comes with the paper that the party signed, which becomes a material of the case.',
  ),
)
/** `hearing`: it is left to the hearing that was asked for. */
export const ADOPTED = ['none-made', 'adopted', 'partly', 'not', 'hearing'] as const
export const weigh = onCase(
  'weigh',
  text('复核', 'Weigh the defence'),
  { adopted: z.enum(ADOPTED), opinion: words, again: z.boolean().default(false) },
  {
    TOO_EARLY,
    NOT_SERVED: refuse(409, '告知书还没有送达。', 'The notice is not served.'),
    WAS_MADE: refuse(
      422,
      '当事人提出了意见，请写明采纳没有；要求听证的可以留到听证。',
      'The party stated its case: please say whether it is adopted, or leave it to the hearing that was asked for.',
    ),
    NO_HEARING: refuse(422, '当事人没有要求听证。', 'No hearing was asked for.'),
  },
)
export const callHearing = onCase(
  'call-hearing',
  text('通知听证', 'Call the hearing'),
  { on: day, place: line },
  { TOO_SOON: refuse(422, '听证要在七个工作日以前通知。', 'A hearing is told seven working days before.') },
)
export const holdHearing = onCase(
  'hold-hearing',
  text('听证笔录', 'Record the hearing'),
  { attended: z.enum(['yes', 'no']), record: words, opinion: words },
  { TOO_EARLY: refuse(409, '还没有到听证的日子。', 'The day of the hearing has not come.') },
)
