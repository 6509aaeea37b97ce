import { overLimit, workCount } from '../../kernel/cases/index.ts'
import { defineRoom, text } from '../../kernel/platform/index.ts'
import answer from './answer.ts'
import assign from './assign.ts'
import { HANDLER, OFFICE, ticket } from './case.kind.ts'
import * as clients from './clients.ts'
import { assign as assignContract, close as closeContract, openAnswers } from './contract.ts'
import { demo } from './demo.ts'
import designate from './designate.ts'
import { deskCase, deskList } from './desk/case.tsx'
import deskClients from './desk/clients.tsx'
import deskNew from './desk/new.tsx'
import extend from './extend.ts'
import { found } from './found.ts'
import { open311 } from './open311.ts'
import * as paths from './paths.ts'
import { portalAnswer, portalAnswers } from './portal/answers.tsx'
import portalCase from './portal/case.tsx'
import portalConsult from './portal/consult.tsx'
import portalTrack from './portal/track.tsx'
import rate, { closed } from './rate.ts'
import record from './record.ts'
import report from './report.ts'
import * as queries from './requests.ts'
import { followed } from './row.ts'
import share from './share.ts'
import sign from './sign.ts'
import submit from './submit.ts'
import tell from './tell.ts'

const GROUP = text('诉求', 'Questions')
const over = (clock: string, id: string, zh: string, en: string) => ({
  ...overLimit(clock, text(zh, en), [], '2011-01-01', id),
  unverified: true,
  area: 'HO',
})

export default defineRoom({
  name: 'consultations',
  title: text('咨询投诉', 'Questions and complaints'),
  roles: { [OFFICE]: text('热线', 'Hotline'), [HANDLER]: text('诉求办理', 'Handles questions') },
  cases: [ticket],
  watch: [
    over('ticket.sign', 'ticket-sign-over', '诉求逾期没有签收', 'a question was not signed for in time'),
    over('ticket.answer', 'ticket-answer-over', '诉求逾期没有答复', 'a question was not answered in time'),
  ],
  statistics: [
    {
      id: 'tickets-received',
      version: 1,
      title: text('收到的诉求', 'Questions received'),
      on: 'ticket.received',
      by: [
        {
          id: 'channel',
          title: text('渠道', 'Channel'),
          names: {
            web: text('网站', 'site'),
            phone: text('电话', 'telephone'),
            counter: text('当面', 'in person'),
            open311: text('其他渠道', 'other channels'),
          },
          of: (act) => act.public.channel,
        },
      ],
    },
  ],
  menu: {
    portal: [
      { group: text('互动', 'Contact'), title: text('咨询投诉', 'Ask or complain'), path: paths.portal, order: 58 },
    ],
    desk: [
      {
        group: GROUP,
        title: text('诉求办理', 'Questions'),
        path: paths.desk,
        roles: [OFFICE, HANDLER],
        order: 28,
        count: (post) => workCount(post, ticket.kind),
      },
      { group: GROUP, title: text('登记来电、来访', 'Record a call'), path: paths.deskNew, roles: [OFFICE], order: 29 },
      { group: GROUP, title: text('接入的渠道', 'Clients'), path: paths.deskClients, roles: [OFFICE], order: 30 },
    ],
  },
  tells: {
    'ticket.assigned': {
      says: text('诉求已经派单。', 'Your request was assigned.'),
      to: ['asker'],
    },
    'ticket.extended': {
      says: text('办理的期限延长了，理由在里面。', 'The limit was extended; the reason stands there.'),
      to: ['asker'],
    },
    'ticket.answered': {
      says: text(
        '诉求有了答复，可以评价；没解决的可以请求重办。',
        'You were answered; rate it, or ask for it to be taken up again.',
      ),
      to: ['asker'],
    },
    'ticket.told': {
      says: text('诉求有了答复。', 'You were answered.'),
      to: ['asker'],
    },
  },
  publishes: {
    today: [{ act: 'ticket.answered', says: text('答复了诉求', 'questions answered') }],
    open: [{ id: 'questions', title: text('公开的问答', 'Published questions'), query: openAnswers }],
    find: [found],
  },
  operations: [
    submit,
    record,
    report,
    assign,
    sign,
    designate,
    extend,
    answer,
    tell,
    rate,
    closed,
    share,
    clients.admitted,
    clients.ended,
    clients.list,
    queries.requests,
    queries.answers,
    queries.openAnswers,
  ],
  pages: [
    portalConsult,
    portalAnswers,
    portalAnswer,
    portalTrack,
    portalCase,
    deskList,
    deskNew,
    deskClients,
    deskCase,
  ],
  speaks: open311,
  consumers: [followed],
  timers: {
    'consultations.route': (timer) => ({
      contract: assignContract,
      input: { caseId: timer.subjectId, outcome: 'assign', ...timer.payload },
    }),
    'consultations.silent': (timer) => ({ contract: closeContract, input: { caseId: timer.subjectId } }),
  },
  demo,
})
