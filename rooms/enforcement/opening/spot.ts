import { around, openCase, opened } from '../../../kernel/cases/index.ts'
import { holdsPost, operation, type PersonActor, text } from '../../../kernel/platform/index.ts'
import { acts } from '../acts.ts'
import type { PenaltyFacts } from '../case.fold.ts'
import { penalty } from '../case.kind.ts'
import { spot } from '../contract.ts'
import { chosen, compute } from '../decision/compute.ts'
import { issue, yuan } from '../forms/forms.ts'
import { ownOf } from '../item.rules.ts'
import { figure } from '../law.ts'
import { putOfficers } from '../register/enforcement.store.ts'
import { OFFICER } from '../who.rules.ts'
import { cardsFor } from './officers.ts'
import { joinCode, mayBegin, penaltyItemOf } from './opening.ts'
import { keyOf } from './subject.rules.ts'

/** 简易程序 (行政处罚法 arts. 51, 52, 68): decided, numbered and handed over at once; then reported to the unit for its record. */
export default operation(spot, {
  allow: holdsPost(OFFICER),
  async run(ctx) {
    const { tx, input, clock, actor, problem } = ctx
    const now = clock.now()
    const me = actor as PersonActor
    const item = await penaltyItemOf(tx, input.itemCode, now)
    if (item.unit !== me.post!.unitCode || ownOf(item).procedure !== 'simple') throw problem('NOT_SIMPLE')
    await mayBegin(tx, item, input.subject, input.actOn, now)
    const cards = await cardsFor(tx, item.unit, [me.personId, input.second], now, 'second')
    const fine = input.kind === 'warning' ? 0 : input.fine
    const most = figure(input.subject.kind === 'person' ? 'simple-citizen' : 'simple-organisation', now)
    if (fine > most.value)
      throw problem('TOO_MUCH', {
        fields: { fine: text(`当场罚款不能超过 ${yuan(most.value)}。`, `At most ${yuan(most.value)} on the spot.`) },
      })
    if (input.kind === 'fine' && fine === 0)
      throw problem('LAW', { fields: { fine: text('请写罚款数额。', 'Please give the amount.') } })
    if (input.collected && fine > figure('collected-on-the-spot', now).value) throw problem('NOT_COLLECTED')
    const found = await compute(ctx, item, { facts: input.facts, subject: [keyOf(input.subject)], actOn: input.actOn })
    const choice = chosen(found, fine, undefined)
    const made = await openCase(ctx, {
      kind: penalty.kind,
      jurisdiction: item.jurisdiction,
      unit: item.unit,
      item,
      parties: [
        { role: 'party', personId: null, organisationId: null, unit: null, name: input.subject.name, hidden: false },
      ],
      form: found.facts,
    })
    const { jurisdiction, id, number } = made.found
    await putOfficers(
      tx,
      jurisdiction,
      id,
      cards.map((c) => ({ personId: c.personId, card: c.number })),
      now,
    )
    const at = await around<PenaltyFacts>(tx, made.found)
    const code = joinCode()
    const paid = input.collected
      ? text('罚款已当场收缴，出具财政票据。', 'The fine was collected on the spot against a treasury receipt.')
      : text('请在十五日内到代收银行缴纳。', 'Please pay at the collecting bank within fifteen days.')
    const document = await issue(
      ctx,
      at,
      'spot-decision',
      {
        actOn: input.actOn,
        cards: cards.map((c) => c.number).join('、'),
        penalty: input.kind === 'warning' ? '警告' : `罚款 ${yuan(fine)}`,
        penaltyEn: input.kind === 'warning' ? 'a warning' : `a fine of ${yuan(fine)}`,
        rule: found.reasons.at(-1)?.zh ?? '',
        ruleEn: found.reasons.at(-1)?.en ?? '',
        payment: fine === 0 ? '' : paid.zh,
        paymentEn: fine === 0 ? '' : paid.en,
        signed: input.signed === 'signed' ? '已签收' : '拒绝签收，已注明',
        signedEn: input.signed === 'signed' ? 'signed' : 'refused to sign, which is noted',
      },
      { subject: input.subject, place: input.place, code },
    )
    const act = acts['spot.decided']({
      jurisdiction,
      subject: made.subject,
      basis: [{ law: '行政处罚法', article: 51 }, { law: '行政处罚法', article: 52 }, ...found.basis],
      public: {
        ...made.stamp,
        number,
        itemCode: item.code,
        itemDigest: item.digest!,
        unit: item.unit,
        actOn: input.actOn,
        cards: cards.map((c) => c.number),
        kind: input.kind,
        fine,
        collected: input.collected,
        ...choice,
        document: document.said,
      },
      private: {
        subject: input.subject,
        place: input.place,
        facts: found.facts,
        reasons: [input.reasons, input.statement].filter(Boolean).join('\n'),
        document: document.content,
        code,
      },
    })
    await opened(ctx, made, act)
    return { act, output: { caseId: id, number, document: document.said.number } }
  },
})
