import { addParty, around, findCase } from '../../../kernel/cases/index.ts'
import { guess } from '../../../kernel/identity/index.ts'
import type { Input, PersonActor, Preparing } from '../../../kernel/platform/index.ts'
import { act, penalty } from '../case.kind.ts'
import { join } from '../contract.ts'
import { secretsOf } from '../forms/forms.ts'

/** The party, or who acts for it, opens the case by the number and code of its letter; from then on it reads and answers here. */
const opens = act(join, {
  act: 'party.joined',
  as: 'citizen',
  who: (_, actor) => actor.kind === 'person',
  async prepare({ at, tx, input, actor, problem }) {
    const { code, subject } = await secretsOf(tx, at)
    if (code === '' || code !== input.code) throw problem('WRONG')
    const { personId } = actor as PersonActor
    if (at.parties.some((p) => p.personId === personId)) return
    const { jurisdiction, id } = at.found
    await addParty(tx, jurisdiction, id, {
      role: 'party',
      personId,
      organisationId: null,
      unit: null,
      name: subject.name,
      hidden: false,
    })
  },
  says: () => ({ basis: [{ law: '行政处罚法', article: 45 }] }),
})

/** Whoever guesses codes has as many attempts as with a password. */
export default {
  ...opens,
  prepare: (ctx: Preparing<Input<typeof join>>) =>
    guess(ctx, `case ${ctx.input.number}`, async (tx) => {
      const found = await findCase(tx, ctx.input.number)
      const { code } = found?.kind === penalty.kind ? await secretsOf(tx, await around(tx, found)) : { code: '' }
      return code !== '' && code === ctx.input.code
    }),
}
