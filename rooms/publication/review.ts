import { postOf } from '../../kernel/platform/index.ts'
import { stepOf } from './case.kind.ts'
import { review } from './contract.ts'
import { LAW } from './items.ts'
import { identityIn } from './personal.rules.ts'
import { draftOf } from './steps.ts'

/** Before anything is published, by somebody else than who drafted it (art. 17): secrets, privacy, each by itself. */
export default stepOf(review, {
  act: 'information.reviewed',
  outcome: (i) => i.outcome,
  async check({ at, actor, input, tx, problem }) {
    if (at.facts.drafter === postOf(actor)?.postId) throw problem('SAME_PERSON')
    if (input.outcome === 'return') return
    if (input.secrecy === 'secret') throw problem('SECRET')
    if (input.secrecy === 'asked') throw problem('UNCERTAIN')
    const said = await draftOf(tx, at)
    if (said && identityIn(`${said.title} ${said.summary} ${said.body}`)) throw problem('PERSONAL')
  },
  says: ({ input }) => ({
    basis: [{ law: LAW, article: 17 }],
    public: { outcome: input.outcome, secrecy: input.secrecy, privacy: input.privacy },
    private: { opinion: input.opinion },
  }),
})
