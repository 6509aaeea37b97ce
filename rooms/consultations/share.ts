import { dayOf } from '../../kernel/calendar/index.ts'
import { postOf, text } from '../../kernel/platform/index.ts'
import { actOf, HANDLER, OFFICE } from './case.kind.ts'
import { share } from './contract.ts'
import { putAnswer } from './ticket.store.ts'

const NUMBERS = /(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)\d{17}[\dXx](?!\d)|[\w.+-]+@[\w-]+\.\w+/

/** What helped one may help all: written anew, never copied, and without anybody in it. */
export default actOf(share, {
  act: 'ticket.shared',
  who: (at, actor) => {
    const post = postOf(actor, HANDLER, OFFICE)
    return post !== undefined && (post.unitCode === at.found.unit || post.unitCode === at.facts.office)
  },
  check({ at, input, problem }) {
    if (!at.facts.answered) throw problem('NOT_OPEN')
    if (at.acts.some((a) => a.type === 'ticket.shared')) throw problem('SHARED')
    const asker = at.parties.find((p) => p.role === 'asker')?.name ?? ''
    for (const [name, said] of Object.entries({ title: input.title, question: input.question, answer: input.answer }))
      if (NUMBERS.test(said.replace(/[\s-]/g, '')) || (asker.length > 1 && said.includes(asker)))
        throw problem('PERSONAL', {
          fields: { [name]: text('这里有个人信息，请改写。', 'It holds personal data; please write it anew.') },
        })
  },
  says: ({ at, input }) => ({
    public: { title: input.title, question: input.question, answer: input.answer, class: at.facts.class },
  }),
  also: ({ tx, at, input, clock }) =>
    putAnswer(tx, {
      jurisdiction: at.found.jurisdiction,
      number: at.found.number,
      title: input.title,
      question: input.question,
      answer: input.answer,
      class: at.facts.class,
      unit: at.found.unit,
      on: dayOf(clock.now()),
    }),
})
