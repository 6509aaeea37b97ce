import type { Citation } from '../../kernel/platform/index.ts'
import { step } from './case.kind.ts'
import { checkPromise } from './contract.ts'

/** 告知承诺: what was promised is looked at after the licence was given (消防法 art. 15 for its item); a false promise goes on to revocation. */
export default step(checkPromise, {
  act: 'promise.checked',
  outcome: (input) => input.outcome,
  says: ({ at, input, ended }) => ({
    basis: (at.item!.content.own?.promise as { basis?: Citation[] } | undefined)?.basis ?? [],
    public: { outcome: input.outcome, closed: ended },
    private: { finding: input.finding },
  }),
})
