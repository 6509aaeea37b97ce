import { dayOf } from '../../kernel/calendar/index.ts'
import { publishedItem } from '../../kernel/catalog/index.ts'
import { codeWarning, postsOfUnits } from '../../kernel/identity/index.ts'
import { postOf, text } from '../../kernel/platform/index.ts'
import { act, figures, HEAD, OFFICER, step } from './case.kind.ts'
import { check, extend } from './contract.ts'

/** 核查: what was found, and what the officer proposes; to file, all that a case needs is there. */
export default step(check, {
  act: 'lead.checked',
  outcome: (input) => input.outcome,
  async check({ at, tx, input, clock, problem }) {
    if (input.outcome === 'transfer') {
      const posts = await postsOfUnits(tx)
      if (!input.to || input.to === at.found.unit || !posts.some((p) => p.unit === input.to && p.role === OFFICER))
        throw problem('NO_UNIT', {
          fields: { to: text('请选择接收的执法单位。', 'Please choose the receiving unit.') },
        })
      return
    }
    if (input.outcome !== 'file') return
    const missing = (['itemCode', 'subject', 'actOn', 'place'] as const).filter((f) => !input[f])
    if (missing.length > 0)
      throw problem('INCOMPLETE', {
        fields: Object.fromEntries(missing.map((f) => [f, text('立案需要这一项。', 'Needed to file.')])),
      })
    const item = await publishedItem(tx, input.itemCode!, clock.now())
    if (item?.content.powerType !== '02' || item.unit !== at.found.unit) throw problem('NO_ITEM')
    const wrong = codeWarning(input.subject!)
    if (wrong) throw problem('CODE', { fields: { 'subject.code': wrong } })
  },
  says: ({ input }) => ({
    basis: [{ law: '行政处罚法', article: 54 }],
    public: {
      outcome: input.outcome,
      ...(input.itemCode ? { itemCode: input.itemCode } : {}),
      ...(input.to ? { to: input.to } : {}),
    },
    private: {
      opinion: input.opinion,
      subject: input.subject ?? null,
      actOn: input.actOn ?? null,
      place: input.place ?? null,
    },
  }),
})

export const extended = act(extend, {
  act: 'lead.extended',
  who: (at, actor) => postOf(actor, HEAD)?.unitCode === at.found.unit,
  check({ at, problem }) {
    if (at.facts.checked || at.acts.some((a) => a.type === 'lead.extended')) throw problem('EXTENDED')
  },
  says: ({ input, clock }) => ({
    basis: [{ law: '行政处罚法', article: 54 }],
    public: { days: figures.at('check-extension', dayOf(clock.now())).value },
    private: { reason: input.reason },
  }),
})
