import { type Told, text } from '../../kernel/platform/index.ts'

const tell = (zh: string, en: string): Told => ({ says: text(zh, en) })

/** What an applicant is told; who reviews what, and every day of the limit, stands on the case's page. */
export const tells: Record<string, Told> = {
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
  'licence-hearing.offered': tell(
    '告知了听证的权利：要不要求听证，看办件里的期限。',
    'The right to a hearing was told: until when you may ask for it stands in the case.',
  ),
  'licence-hearing.called': tell(
    '听证的时间、地点和主持人定了，在办件里；听证的时间不计入期限。',
    'When and where the hearing is and who presides stand in the case; its days do not count against the limit.',
  ),
  'licence-hearing.challenge-answered': tell(
    '回避申请有了答复，在办件里。',
    'The challenge was answered; see the case.',
  ),
  'licence-hearing.held': tell(
    '听证笔录在办件里，决定按笔录作出。',
    'The record of the hearing stands in the case; the decision follows it.',
  ),
  'site-visit.called': tell(
    '约了联合勘验：时间、地点和哪些单位去，在办件里；不便的话可以请求改一次。',
    'A joint site visit was called: when, where and who comes stand in the case; you may ask once for another time.',
  ),
  'site-visit.called-off': tell(
    '联合勘验取消了，理由在办件里。',
    'The joint site visit was called off; the reason stands in the case.',
  ),
  'site-visit.recorded': tell(
    '联合勘验有了记录，各单位的意见在办件里。',
    'The joint site visit is on record; what each unit found stands in the case.',
  ),
  'decision.withdrawn': tell(
    '决定被撤回，理由和救济途径在办件里。',
    'The decision was withdrawn; reasons and redress stand in the case.',
  ),
}
