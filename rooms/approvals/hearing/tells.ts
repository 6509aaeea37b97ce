import { type Tells, text } from '../../../kernel/platform/index.ts'

/** Who asked for the hearing, challenges its chair or stated an objection is no party: it is told where the hearing was announced. */
const concerned = {
  did: ['licence-hearing.asked', 'licence-hearing.challenged', 'objection.raised'],
  page: '/hearing',
}
/** 行政许可法 art. 48: told seven days before, which the call keeps. */
const called = ({ on, time, place, presider, again }: Record<string, any>) =>
  text(
    `${again ? '听证改期' : '要举行听证'}：${on} ${time}，${place}，主持人 ${presider}。`,
    `${again ? 'The hearing is moved' : 'A hearing will be held'}: ${on} ${time}, ${place}, chaired by ${presider}.`,
  )
const held = text('听证已经举行，决定按笔录作出。', 'The hearing was held; the decision follows its record.')
const answered = ({ upheld }: Record<string, any>) =>
  upheld
    ? text(
        '对回避申请有了答复：主持人回避，另选主持人再通知。',
        'The challenge was answered: the chair steps back, and it is called anew with another.',
      )
    : text('对回避申请有了答复：主持人不回避。', 'The challenge was answered: the chair does not step back.')

export const hearingTells: Tells = {
  'licence-hearing.offered': {
    says: text(
      '告知了听证的权利：要不要求听证，看办件里的期限。',
      'The right to a hearing was told: until when you may ask for it stands in the case.',
    ),
  },
  'licence-hearing.called': [{ says: called }, { ...concerned, says: called }],
  'licence-hearing.challenge-answered': [{ says: answered }, { ...concerned, says: answered }],
  'licence-hearing.held': [{ says: held }, { ...concerned, says: held }],
}
