import { type Tells, type Told, text } from '../../kernel/platform/index.ts'
import { hearingTells } from './hearing/tells.ts'
import { visitTells } from './site-visit/tells.ts'

const tell = (zh: string, en: string): Told => ({ says: text(zh, en) })

/** What an applicant is told; who reviews what, and every day of the limit, stands on the case's page. */
export const tells: Tells = {
  ...hearingTells,
  ...visitTells,
  'correction.requested': tell(
    '要您补正：打开办件看要补什么。',
    'A correction is needed from you: open the case to see what.',
  ),
  'case.accepted': tell('已受理，开始计时。', 'Accepted; the clock runs.'),
  'acceptance.refused': tell(
    '不予受理，理由和救济途径在办件里。',
    'Not accepted; reasons and redress stand in the case.',
  ),
  'special-procedure.started': tell(
    '进入特别程序，这段时间不计入期限。',
    'A special procedure began; its time is not counted.',
  ),
  'case.extended': tell('期限延长了，理由在办件里。', 'The limit was extended; the reason stands in the case.'),
  'case.decided': tell('已作出决定。', 'A decision was made.'),
  'licence.issued': tell('证照已制好，可以下载。', 'The document is ready for download.'),
  'deferral.due': tell(
    '容缺补交的期限到了：打开办件看还缺哪几份。',
    'Promised materials are due: open the case to see which are missing.',
  ),
  'promise.checked': tell('承诺核查有了结果，在办件里。', 'Your promise was checked; the finding stands in the case.'),
  'renewal.silent': tell(
    '有效期届满前没有作出决定，视为准予延续。',
    'No decision before the end of its term: it counts as renewed.',
  ),
  'objection.answered': tell(
    '对陈述、申辩有了答复，在办件里。',
    'The objection was answered; the answer stands in the case.',
  ),
  'quota.used-up': tell(
    '名额已经全部准予别的申请：这一件会收到写明理由的书面决定，也可以撤回。',
    'All places were granted to others: you will get a written decision with its reasons, or may withdraw.',
  ),
  'decision.withdrawn': tell(
    '决定被撤回，理由和救济途径在办件里。',
    'The decision was withdrawn; reasons and redress stand in the case.',
  ),
}
