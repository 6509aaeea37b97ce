import { overLimit, workCount } from '../../kernel/cases/index.ts'
import { defineRoom, text } from '../../kernel/platform/index.ts'
import annual from './annual.ts'
import { disclosure, HEAD, OFFICER } from './case.kind.ts'
import close from './close.ts'
import consult, { heard } from './consult.ts'
import { contested, ended } from './contest.ts'
import correct, { dropped } from './correct.ts'
import { demo } from './demo.ts'
import { deskCase, deskList } from './desk/case.tsx'
import deskDraft from './desk/draft.tsx'
import { deskFiles, filePicture } from './desk/files.tsx'
import deskNew from './desk/new.tsx'
import { consultationLetter, correctionLetter, feeLetter, reasonsLetter, replyLetter } from './documents.ts'
import draft from './draft.ts'
import extend from './extend.ts'
import fee, { dropUnpaid, feesPaid, paid } from './fee.ts'
import { found } from './found.ts'
import { ask, record } from './make.ts'
import * as paths from './paths.ts'
import portalAnnual from './portal/annual.tsx'
import portalAnswer from './portal/answer.tsx'
import portalAsk from './portal/ask.tsx'
import portalCase from './portal/case.tsx'
import { asked as reasonsAsked, given as reasonsGiven } from './reasons.ts'
import redact from './redact.ts'
import register from './register.ts'
import reply from './reply.ts'
import search from './search.ts'

const GROUP = text('公开', 'Disclosure')
export default defineRoom({
  name: 'disclosure',
  title: text('依申请公开', 'Information on request'),
  roles: { [OFFICER]: text('信息公开', 'Disclosure officer'), [HEAD]: text('公开机构负责人', 'Head of disclosure') },
  cases: [disclosure],
  documents: [correctionLetter, consultationLetter, feeLetter, reasonsLetter, replyLetter],
  watch: [
    overLimit(
      'disclosure.reply',
      text('信息公开申请逾期没有答复', 'a request for information was not answered in time'),
      [{ law: '政府信息公开条例', article: 33 }],
      '2019-05-15',
      'disclosure-reply-over',
    ),
    overLimit(
      'disclosure.confirm',
      text('信息公开申请没有登记确认', 'a request for information was not registered'),
      [{ law: '政府信息公开条例', article: 31 }],
      '2019-05-15',
      'disclosure-confirm-over',
    ),
  ],
  menu: {
    portal: [
      {
        group: text('互动', 'Contact'),
        title: text('依申请公开', 'Ask for information'),
        path: paths.portal,
        order: 59,
      },
    ],
    desk: [
      {
        group: GROUP,
        title: text('公开申请', 'Requests'),
        path: paths.desk,
        roles: [OFFICER, HEAD],
        order: 31,
        count: (post) => workCount(post, disclosure.kind),
      },
      {
        group: GROUP,
        title: text('登记纸质申请', 'Record a request'),
        path: paths.deskNew,
        roles: [OFFICER],
        order: 32,
      },
    ],
  },
  tells: {
    'request.registered': {
      says: text(
        '公开申请已登记；要补正的，打开看补什么、哪天前。',
        'Your request was registered; if something must be made clear, it says what and by when.',
      ),
      to: ['requester'],
    },
    'request.extended': {
      says: text('答复的期限延长了，理由在申请里。', 'The limit was extended; the reason stands in the request.'),
      to: ['requester'],
    },
    'fee.noticed': {
      says: text(
        '有一笔处理费要缴：打开看怎么算的、哪天前。',
        'A fee is due: open the request to see how it was computed and by when.',
      ),
      to: ['requester'],
    },
    'request.reasons-asked': {
      says: text(
        '要您说明理由：打开看问什么、哪天前。',
        'You are asked for reasons: open the request to see what and by when.',
      ),
      to: ['requester'],
    },
    'request.replied': {
      says: text('公开申请有了答复。', 'Your request was answered.'),
      to: ['requester'],
    },
  },
  publishes: {
    today: [{ act: 'request.replied', says: text('答复了公开申请', 'requests for information answered') }],
    find: [found],
  },
  operations: [
    ask,
    record,
    register,
    correct,
    dropped,
    search,
    consult,
    heard,
    extend,
    fee,
    paid,
    dropUnpaid,
    reasonsAsked,
    reasonsGiven,
    redact,
    contested,
    ended,
    draft,
    reply,
    close,
    annual,
  ],
  pages: [
    portalAsk,
    portalAnnual,
    portalAnswer,
    portalCase,
    deskList,
    deskNew,
    deskDraft,
    filePicture,
    deskFiles,
    deskCase,
  ],
  consumers: [feesPaid],
  demo,
})
