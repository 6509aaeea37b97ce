import { type Tells, text } from '../../../kernel/platform/index.ts'

/** Who goes is told with its place and time, as the applicant is; a unit's part of a joint application, of its own. */
const officers = { post: { role: 'reviewer', units: 'told' } }
const when = ({ on, time, place }: Record<string, any>) => `${on} ${time}${place ? `，${place}` : ''}`
const whenEn = ({ on, time, place }: Record<string, any>) => `${on} ${time}${place ? `, ${place}` : ''}`
const come = (said: Record<string, any>) =>
  text(
    `${said.again ? '联合勘验改到' : '约您单位联合勘验：'}${when(said)}。请确认谁去。`,
    `${said.again ? 'The joint site visit is moved to' : 'Your unit goes to a joint site visit:'} ${whenEn(said)}. Please say who comes.`,
  )
const off = text(
  '联合勘验取消了，理由在办件里。',
  'The joint site visit was called off; the reason stands in the case.',
)
const spared = text('改约的联合勘验不用您单位去了。', 'Your unit need not come to the joint site visit any more.')

export const visitTells: Tells = {
  'site-visit.offered': {
    says: ({ times }) =>
      text(
        `请选一个联合勘验的时间：${(times ?? []).join('、')}。`,
        `Please choose a time for the joint site visit: ${(times ?? []).join(', ')}.`,
      ),
  },
  'site-visit.called': [
    {
      says: (said) =>
        text(
          `${said.again ? '联合勘验改到' : '约了联合勘验：'}${when(said)}。不便的话可以请求改一次。`,
          `${said.again ? 'The joint site visit is moved to' : 'A joint site visit was called:'} ${whenEn(said)}. You may ask once for another time.`,
        ),
      with: ['place'],
    },
    { ...officers, says: come, with: ['place'] },
    { says: spared, post: { role: 'reviewer', units: 'spared' } },
  ],
  'site-visit.called-off': [{ says: off }, { ...officers, says: off }],
  'site-visit.noted': {
    ...officers,
    says: (said) => (said.how === 'called' ? come(said) : said.how === 'spared' ? spared : off),
    with: ['place'],
  },
  'site-visit.recorded': {
    says: text(
      '联合勘验有了记录，各单位的意见在办件里。',
      'The joint site visit is on record; what each unit found stands in the case.',
    ),
  },
}
