import { step } from '../case.kind.ts'
import { noticeEnds } from '../clocks.rules.ts'
import { notice } from '../contract.ts'
import { issue, secretsOf, yuan } from '../forms/forms.ts'
import { figure } from '../law.ts'
import { offersHearing } from './hearing.rules.ts'
import { reportedOf } from './proposal.ts'
import { ruleTitle } from './standard.rules.ts'

/** 事先告知 (行政处罚法 arts. 44, 62, 63): without it there is no decision; its days run from its service. */
export default step(notice, {
  act: 'penalty.noticed',
  async prepare(ctx) {
    const { at, tx, clock } = ctx
    const secrets = await secretsOf(tx, at)
    const { proposal, reasons } = (await reportedOf(tx, at))!
    const { fine, confiscate, kinds, band } = proposal
    const hearing = offersHearing(at.item, secrets.subject.kind, { fine, confiscate, kinds })
    const days = figure(hearing ? 'hearing-asked' : 'defence', clock.now()).value
    const document = await issue(
      ctx,
      at,
      'penalty-notice',
      {
        fine: yuan(fine),
        confiscate: yuan(confiscate),
        band: `${yuan(band.from)} 至 ${yuan(band.to)}`,
        rule: `第 ${proposal.version} 版${ruleTitle(proposal).zh}`,
        ruleEn: `version ${proposal.version}, ${ruleTitle(proposal).en}`,
        reason: reasons,
        days: String(days),
        hearing: hearing ? `并有权在收到之日起 ${days} 个工作日内要求听证。` : '',
        hearingEn: hearing ? `You may also ask for a hearing within ${days} working days of receipt.` : '',
      },
      secrets,
    )
    return { hearing, fine, confiscate, document, until: noticeEnds(clock.now()) }
  },
  says: ({ made: { hearing, fine, confiscate, document, until } }) => ({
    basis: [{ law: '行政处罚法', article: 44 }, ...(hearing ? [{ law: '行政处罚法', article: 63 }] : [])],
    public: { hearing, fine, confiscate, until, document: document.said },
    private: { document: document.content },
  }),
  output: ({ made }) => ({ document: made.document.said.number }),
})
