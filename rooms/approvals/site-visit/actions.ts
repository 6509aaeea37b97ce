import { text } from '../../../kernel/platform/index.ts'
import { fieldsOf, type OfficerAction } from '../../../web/ui/index.ts'
import { outingTimes } from '../../appointments/contract.ts'
import type { CaseView } from '../contract.ts'
import {
  CONCLUSIONS,
  callOffVisit,
  callVisit,
  findOnVisit,
  joinVisit,
  offerVisit,
  recordVisit,
} from './visit.contract.ts'
import { conclusionWords } from './words.ts'

/** Of the times that suit all units: three or four days. */
const MOST_SHOWN = 16
const able = (name: string) => (c: CaseView) => c.abilities[name] === true
const WHO = {
  label: text('谁去（一行一人：姓名 岗位）', 'Who (one a line: name and post)'),
  hint: text('至少两人（行政许可法第三十四条）。', 'Two or more (art. 34).'),
  kind: 'lines' as const,
}

/** What officers can do about a joint visit. */
export const visitActions: Record<string, OfficerAction<CaseView>> = {
  'offer-visit': {
    contract: offerVisit,
    title: text('请申请人选勘验时间', 'Offer times for a joint visit'),
    when: (c) => c.visitable.length > 0 && !c.visit,
    tells: () =>
      text(
        '下面是各单位都有空的时间；申请人选了，各单位就都知道，占用各单位的时间。不选的，您用“约定联合勘验”定。',
        'The times below suit all units. When the applicant takes one, all units are told and their time is taken; who takes none, you call.',
      ),
    fields: [
      {
        name: 'times',
        kind: 'choices',
        label: text('给哪几个时间（最多 8 个）', 'Which times (8 at most)'),
        options: [],
      },
      ...fieldsOf(offerVisit, { place: text('地点', 'Place') }),
      { name: 'units', kind: 'choices', label: text('哪些单位去', 'Which units go'), options: [] },
    ],
    async options(p, c) {
      const units = c.visitable.map((u) => ({ value: u.code, text: u.name }))
      const free = await p.call(outingTimes, { units: units.map((u) => u.value), number: c.number })
      const times = free.slice(0, MOST_SHOWN).map(({ day, time }) => `${day} ${time}`)
      return { units, times: times.map((value) => ({ value, text: text(value, value) })) }
    },
    values: (c) => ({ units: c.visitable.map((u) => u.code) }),
  },
  'call-visit': {
    contract: callVisit,
    title: text('约定联合勘验', 'Call a joint site visit'),
    when: (c) => c.visitable.length > 0,
    tells: () =>
      text(
        '要去的单位和申请人都会知道；改时间就再约一次，写明理由。出了记录才能报决定。',
        'The units that go and the applicant learn of it; call again, with the reason, for another time. The review waits for the record.',
      ),
    fields: [
      ...fieldsOf(callVisit, {
        on: text('哪一天', 'Day'),
        time: { label: text('几点', 'Time'), hint: text('例如 09:30', 'as 09:30') },
        place: text('地点', 'Place'),
      }),
      { name: 'units', kind: 'choices', label: text('哪些单位去', 'Which units go'), options: [] },
      ...fieldsOf(callVisit, {
        reason: { label: text('改时间的理由（第一次约不填）', 'Why another time (empty at first)'), required: false },
      }),
    ],
    options: async (_, c) => ({ units: c.visitable.map((u) => ({ value: u.code, text: u.name })) }),
    values: (c) => ({ units: c.visitable.map((u) => u.code) }),
  },
  'call-off-visit': {
    contract: callOffVisit,
    title: text('取消联合勘验', 'Call the visit off'),
    when: able('call-off-visit'),
    tells: () => text('理由告知各单位和申请人。', 'The units and the applicant read why.'),
    fields: fieldsOf(callOffVisit, { reason: { label: text('理由', 'Reason'), kind: 'lines' } }),
    danger: true,
  },
  'join-visit': {
    contract: joinVisit,
    title: text('确认谁去勘验', 'Say who comes to the visit'),
    when: able('join-visit'),
    fields: fieldsOf(joinVisit, { who: WHO }),
  },
  'find-on-visit': {
    contract: findOnVisit,
    title: text('填本单位的勘验意见', 'Record what your unit found'),
    when: able('find-on-visit'),
    tells: () =>
      text(
        '只填本单位的；过期不填，亮本单位的灯，记录里写明没有到场。',
        'Your unit’s part alone; past its limit the light is your unit’s, and the record names it as missing.',
      ),
    fields: fieldsOf(findOnVisit, {
      conclusion: {
        label: text('结论', 'Conclusion'),
        options: Object.fromEntries(CONCLUSIONS.map((k) => [k, conclusionWords[k]])),
      },
      finding: { label: text('看到什么、要改什么', 'What was found, what is to be mended'), kind: 'lines' },
      who: { ...WHO, label: text('到场的人（一行一人：姓名 岗位）', 'Who was there (one a line: name and post)') },
    }),
  },
  'record-visit': {
    contract: recordVisit,
    title: text('完成联合勘验记录', 'Complete the record of the visit'),
    when: able('record-visit'),
    tells: () =>
      text(
        '各单位都填了，或者过了期限，才能完成；没有到场的单位写在记录里。',
        'When each unit gave its part or its limit is over; who did not come is named in it.',
      ),
    fields: fieldsOf(recordVisit, {
      applicant: {
        label: text('申请人', 'The applicant'),
        options: { signed: text('在场签了字', 'was there and signed'), refused: text('没有签字', 'did not sign') },
      },
      note: {
        label: text('情况（没有签字的必填）', 'How it was (needed without a signature)'),
        kind: 'lines',
        required: false,
      },
    }),
  },
}
