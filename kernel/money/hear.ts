import type { ActDraft, ReadContext } from '../platform/index.ts'
import { acts } from './acts.ts'
import type { Line } from './contract.ts'
import type { Account } from './money.store.ts'
import { take } from './take.ts'

/** Takes what a bank says, and keeps that it said it, also where nothing was new. */
export async function hear(
  ctx: Pick<ReadContext, 'tx' | 'clock'>,
  account: Account,
  said: readonly Line[],
  by: 'notice' | 'file' | 'query',
  digest?: string,
) {
  const { acts: made, lines, fresh, unmatched } = await take(ctx, account, said)
  const heard = acts['money.heard']({
    jurisdiction: account.jurisdiction,
    subject: { kind: 'payment', id: account.id },
    public: { account: account.number, by, lines, fresh },
    private: digest ? { digest } : {},
  })
  return { acts: [heard, ...made] as [ActDraft, ...ActDraft[]], output: { lines, fresh, unmatched } }
}
