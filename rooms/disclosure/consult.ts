import { addWorkingDays, dayOf } from '../../kernel/calendar/index.ts'
import { issueDocument } from '../../kernel/documents/index.ts'
import { postOf } from '../../kernel/platform/index.ts'
import { actOf, linesOf, OFFICER } from './case.kind.ts'
import { consult, heard as heardContract } from './contract.ts'
import { consultationLetter } from './documents.ts'
import { figures } from './outcomes.ts'
import { askedOf } from './view.ts'

const mine = (at: { found: { unit: string } }, actor: Parameters<typeof postOf>[0]) =>
  postOf(actor, OFFICER)?.unitCode === at.found.unit
const D = (article: number) => [{ law: '政府信息公开条例', article }]

/** In writing; its time does not count; the letter says what is asked and never who asks (arts. 32, 33). */
export default actOf(consult, {
  act: 'third-party.consulted',
  who: mine,
  check({ at, input, problem }) {
    if (!['searching', 'drafting'].includes(at.facts.status)) throw problem('NOT_OPEN')
    if (input.item > at.facts.items) throw problem('NO_ITEM')
  },
  async prepare(ctx) {
    const { at, input } = ctx
    const line = linesOf(await askedOf(ctx.tx, at))[input.item - 1] ?? ''
    const consultation = at.facts.consultations.length + 1
    return { consultation, ...(await issueDocument(ctx, at, consultationLetter, { to: input.to, line })) }
  },
  says: ({ input, made }) => ({
    basis: D(32),
    public: { consultation: made.consultation, item: input.item, document: made.said },
    private: { to: input.to, document: made.content },
  }),
  output: ({ made }) => ({ document: made.said.number, consultation: made.consultation }),
})

/** Silent is what somebody is after fifteen working days from the letter's service: then the authority decides (art. 32). */
export const heard = actOf(heardContract, {
  act: 'third-party.answered',
  who: mine,
  check({ at, clock, input, problem }) {
    const asked = at.facts.consultations.find((c) => c.consultation === input.consultation)
    if (!asked || asked.answer) throw problem('NOT_ASKED')
    if (input.answer !== 'silent') return
    const letter = at.acts.find(
      (a) => a.type === 'third-party.consulted' && a.public.consultation === input.consultation,
    )
    const served = at.acts.findLast(
      (a) => a.type === 'document.served' && a.public.number === letter?.public.document?.number,
    )
    const from = (served?.public.effectiveOn as string | undefined) ?? undefined
    const today = dayOf(clock.now())
    if (!from || today <= addWorkingDays(from, figures.at('third-party', today).value)) throw problem('NOT_YET')
  },
  says: ({ input }) => ({
    basis: D(32),
    public: { consultation: input.consultation, answer: input.answer },
    private: { opinion: input.opinion },
  }),
})
