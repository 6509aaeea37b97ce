import { text } from '../../../kernel/platform/index.ts'
import { fieldsOf, type OfficerAction } from '../../../web/ui/index.ts'
import type { CaseView } from '../contract.ts'
import { answerChallenge, callHearing, holdHearing, offerHearing } from './hearing.contract.ts'
import { firstDay } from './hearing.rules.ts'

const able = (name: string) => (c: CaseView) => c.abilities[name] === true
const lines = { kind: 'lines' as const }

/** What officers can do about the hearing of a licence. */
export const hearingActions: Record<string, OfficerAction<CaseView>> = {
  'offer-hearing': {
    contract: offerHearing,
    title: text('告知听证权利、公告听证', 'Tell the right to a hearing'),
    when: able('offer-hearing'),
    tells: () =>
      text(
        '涉及他人重大利益的，申请人和利害关系人五日内可以要求听证，这五日没过不能决定；涉及公共利益的，公告并举行（行政许可法第四十六、四十七条）。公众从公告页看到下面写的事项。',
        'Where it weighs on others, they and the applicant may ask within five days, before which it is not decided; where it is of public interest it is announced and held (arts. 46, 47). The public reads the matter below.',
      ),
    fields: fieldsOf(offerHearing, {
      why: {
        label: text('为什么', 'Why'),
        options: {
          others: text('直接涉及他人重大利益', 'it weighs directly on others'),
          public: text('涉及公共利益的重大事项', 'it is a weighty matter of public interest'),
        },
      },
      matter: {
        label: text('要听证的事项（向社会公开，不写个人信息）', 'The matter (public: no personal data)'),
        ...lines,
      },
    }),
  },
  'call-hearing': {
    contract: callHearing,
    title: text('通知听证', 'Call the hearing'),
    when: able('call-hearing'),
    tells: (p) => {
      const first = firstDay(p.clock.now())
      return text(
        `最早 ${first}（七日前通知）；申请人收到通知书，公众在公告页看到。主持人不能是审查的人。`,
        `Not before ${first} (seven days’ notice); the applicant gets the notice, the public page shows it. The chair does not review.`,
      )
    },
    fields: [
      ...fieldsOf(callHearing, {
        on: text('哪一天', 'Day'),
        time: { label: text('几点', 'Time'), hint: text('例如 09:30', 'as 09:30') },
        place: text('地点', 'Place'),
      }),
      ...fieldsOf(callHearing, {
        reason: { label: text('改时间的理由（第一次通知不填）', 'Why another time (empty at first)'), required: false },
      }),
      { name: 'chair', kind: 'choice', label: text('主持人', 'Chair'), options: [], decides: true },
    ],
    options: async (_, c) => ({ chair: c.chairs.map((h) => ({ value: h.id, text: text(h.name, h.name) })) }),
  },
  'answer-challenge': {
    contract: answerChallenge,
    title: text('答复回避申请', 'Answer the challenge'),
    when: able('answer-challenge'),
    tells: () => text('回避的，另选主持人，再通知一次。', 'If upheld, the hearing is called anew with another chair.'),
    fields: fieldsOf(answerChallenge, {
      upheld: {
        label: text('主持人是否回避', 'Does the chair step back'),
        options: { yes: text('回避', 'Yes'), no: text('不回避', 'No') },
      },
      answer: { label: text('答复和理由', 'Answer and reasons'), ...lines },
    }),
  },
  'hold-hearing': {
    contract: holdHearing,
    title: text('听证笔录', 'Record the hearing'),
    when: able('hold-hearing'),
    tells: () =>
      text(
        '交参加人确认签字以后提交；决定按笔录作出（行政许可法第四十八条）。',
        'Once those who took part have signed it; the decision follows the record (art. 48).',
      ),
    fields: fieldsOf(holdHearing, {
      present: { label: text('到场并签字的人', 'Who was there and signed'), ...lines, required: false },
      unsigned: { label: text('没有签字的人和原因', 'Who would not sign, and why'), ...lines, required: false },
      record: { label: text('笔录', 'Record'), ...lines },
      opinion: { label: text('主持人的意见', 'What the chair makes of it'), ...lines },
    }),
  },
}
