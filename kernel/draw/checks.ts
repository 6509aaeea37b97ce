import { actsOf, type Check, type Mismatch, text } from '../platform/index.ts'
import { resultDigest } from './draw.rules.ts'
import { drawsAfter } from './draw.store.ts'
import { recordOf } from './record.ts'
import { verifyDraw } from './verify.rules.ts'

/** A stored draw is what its three acts said, and follows from its seed. */
export const drawsCheck: Check = {
  name: 'draws',
  async piece(tx, after, limit) {
    const list = await drawsAfter(tx, after, limit)
    const found: Mismatch[] = []
    for (const d of list) {
      const record = recordOf(d)
      const acts = await actsOf(tx, d.jurisdiction, d.id)
      const said = (type: string) => acts.find((a) => a.type === type)?.public
      const [committed, closed, revealed] = ['draw.committed', 'draw.closed', 'draw.revealed'].map(said)
      const same =
        committed?.commitment === record.commitment &&
        (closed !== undefined) === (record.closed !== null) &&
        (closed?.pools ?? []).every(
          (p: { digest: string }, i: number) => p.digest === record.closed?.pools[i]?.digest,
        ) &&
        (revealed !== undefined) === (record.revealed !== null) &&
        revealed?.result === (record.revealed ? resultDigest(record.revealed.result) : undefined)
      const { differs } = verifyDraw(record)
      if (same && differs.length === 0) continue
      found.push({
        name: d.id,
        said: text(
          `抽取 ${d.id} 与它的行为或种子不符。${differs.map((x) => x.zh).join('')}`,
          `The draw ${d.id} is not what its acts or its seed say. ${differs.map((x) => x.en).join(' ')}`,
        ),
      })
    }
    return { found, next: list.length === limit ? list.at(-1)!.id : null }
  },
}
