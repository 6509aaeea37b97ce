import { type Text, text } from '../../kernel/platform/text.ts'

/** What an act of a case means for its parties: a sentence each; other acts are told to nobody. */
export const WORDS: Record<string, Text> = {
  'correction.requested': text(
    '要您补正：打开办件看要补什么。',
    'A correction is needed from you: open the case to see what.',
  ),
  'case.accepted': text('已受理，开始计时。', 'Accepted; the clock runs.'),
  'acceptance.refused': text(
    '不予受理，理由和救济途径在办件里。',
    'Not accepted; reasons and redress stand in the case.',
  ),
  'special-procedure.started': text(
    '进入特别程序，这段时间不计入期限。',
    'A special procedure began; its time is not counted.',
  ),
  'case.extended': text('期限延长了，理由在办件里。', 'The limit was extended; the reason stands in the case.'),
  'case.decided': text('已作出决定。', 'A decision was made.'),
  'licence.issued': text('证照已制好，可以下载。', 'The document is ready for download.'),
  'licence.ended': text(
    '证照被撤销、撤回或注销，理由在办件里。',
    'The licence was ended; the reason stands in the case.',
  ),
}

/** Nothing personal stands in a subject line: it is shown on locked screens. */
export const SUBJECT = text('厦门市阳光政务：您的办件有新进展', 'Xiamen services: news of your case')

export const bodyOf = (m: { title: Text; line: Text; number: string }, site: string): string =>
  `${m.title.zh}（${m.number}）：${m.line.zh}\n${m.title.en} (${m.number}): ${m.line.en}\n${site}/cases/${m.number}`
