import { type CaseAt, caseOperations, type Duty, defineCaseKind } from '../../kernel/cases/index.ts'
import { cardsAt } from '../../kernel/identity/index.ts'
import { type PersonActor, type Text, type Tx, text } from '../../kernel/platform/index.ts'
import { acts, penaltyActs } from './acts.ts'
import { factsOf, type PenaltyFacts, statusWords } from './case.fold.ts'
import { clocksOf } from './clocks.rules.ts'
import { penaltyItem } from './item.rules.ts'
import * as paths from './paths.ts'
import { investigated, officersOf } from './register/enforcement.store.ts'
import { HEAD, OFFICER, REVIEWER } from './who.rules.ts'
import { evidenceKinds } from './words.ts'

const one = (title: Text, outcomes: string[], post: string) => ({ title, outcomes, post })

/** An administrative penalty, from filing to closing (行政处罚法 arts. 51–61). */
export const penalty = defineCaseKind<PenaltyFacts>({
  kind: 'penalty',
  title: text('处罚案件', 'Penalty case'),
  powers: ['02'],
  item: penaltyItem,
  parties: { party: text('当事人', 'Party') },
  acts: penaltyActs,
  steps: {
    'penalty.reported': one(
      text('调查终结', 'Close the investigation'),
      ['review', 'notice', 'spare', 'refer'],
      OFFICER,
    ),
    'penalty.reviewed': one(text('法制审核', 'Legal review'), ['pass', 'spare', 'return'], REVIEWER),
    'penalty.noticed': one(text('事先告知', 'Give notice'), [], OFFICER),
    'penalty.weighed': one(
      text('复核陈述申辩', 'Weigh the defence'),
      ['hearing', 'discuss', 'decide', 'again'],
      OFFICER,
    ),
    'hearing.called': one(text('通知听证', 'Call the hearing'), [], REVIEWER),
    'hearing.held': one(text('举行听证', 'Hold the hearing'), [], REVIEWER),
    'penalty.discussed': one(text('集体讨论', 'Discuss'), [], HEAD),
    'penalty.decided': one(text('决定', 'Decide'), ['penalise', 'spare', 'return'], HEAD),
    'penalty.recorded': one(text('备案', 'Put on record'), [], HEAD),
    'penalty.settled': one(text('督促履行', 'See to the execution'), ['paid', 'urge', 'court', 'stop'], OFFICER),
    'penalty.urged': one(text('催告', 'Urge'), [], OFFICER),
    'court.applied': one(text('申请法院强制执行', 'Apply to the court'), [], HEAD),
    'goods.settled': one(text('处理涉案物品', 'Dispose of the goods'), [], OFFICER),
    'penalty.referred': one(text('移送司法机关', 'Refer'), [], HEAD),
    'penalty.closed': one(text('结案', 'Close'), [], HEAD),
  },
  // Without these no chart penalises anybody and ends; who decides on the spot has decided when the case opens.
  needs: ['penalty.settled', 'penalty.closed'],
  clocks: {
    'penalty.preservation': text('先行登记保存', 'Preservation of evidence'),
    'penalty.seizure': text('查封扣押', 'Seizure'),
    'penalty.decide': text('办案期限', 'Limit for the decision'),
    'penalty.serve': text('送达期限', 'Service'),
    'penalty.pay': text('缴款期限', 'Payment'),
    'penalty.urging': text('催告期', 'Time after urging'),
    'penalty.court': text('申请法院期限', 'Application to the court'),
  },
  pages: { desk: paths.desk, portal: paths.mine },
  fold: (list) => factsOf(list),
  status: (f) => ({ code: f.status, text: statusWords[f.status], closed: f.closedAt !== undefined }),
  duties: (f, item, unit, at): Duty[] =>
    Object.entries(clocksOf(f, item!.content, at)).map(([clock, count]) => ({ clock, unit, count })),
  // Who is to be penalised reads the evidence with the notice, not before (行政处罚法 art. 44); no other paper of the house ever.
  tellsPaper: (f, { slot }) => (f.noticed !== undefined || f.decided !== undefined) && slot in evidenceKinds,
  slots: evidenceKinds,
  async reads(tx, at, actor) {
    const role = actor.post?.role
    if (role === HEAD || role === REVIEWER) return true
    return role === OFFICER && (await inCharge(tx, at, actor))
  },
  // 行政处罚法 arts. 42, 43, 55, 64: in charge of the case, with a card that is valid today; who investigates, or once did, does not review, preside or decide.
  async unfit({ tx, clock, actor }, at) {
    if (actor.post?.role === OFFICER) {
      if (!(await inCharge(tx, at, actor))) return text('您不是本案的承办人员', 'you are not in charge of this case')
      const valid = await cardsAt(tx, [actor.personId], clock.now())
      if (!valid.some((c) => c.unit === at.found.unit))
        return text('您的执法证今天无效', 'your enforcement card is not valid today')
    } else if (await investigated(tx, at.found.jurisdiction, at.found.id, actor.personId))
      return text('您参与了本案调查，不能审核、主持听证或决定', 'you investigated this case')
    return undefined
  },
})

async function inCharge(tx: Tx, at: Pick<CaseAt, 'found'>, actor: PersonActor): Promise<boolean> {
  return (await officersOf(tx, at.found.jurisdiction, at.found.id)).some((o) => o.personId === actor.personId)
}

export const { step, act } = caseOperations(penalty, acts)
