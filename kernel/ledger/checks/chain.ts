import {
  CHAIN_START,
  type Check,
  chained,
  inAnyPlace,
  type Mismatch,
  sql,
  type Tx,
  text,
} from '../../platform/index.ts'
import { REMOVED } from '../forgery.ts'

/** The ledger's own acts hang on one subject. */
export const CENSUS_SUBJECT = '00000000-0000-7000-8000-00000000c500'

export type Chain = { place: string; position: number; head: string }

/** Where the chain of all acts stands in each place that has acts (`kernel/platform/sequence.ts`). */
export async function chainsOf(tx: Tx): Promise<Chain[]> {
  const { rows } = await sql<Chain>`select jurisdiction as place, last as position, encode(chain, 'hex') as head
    from platform.sequence where last > 0 order by 1`.execute(tx)
  return rows
}

/** Where the newest census says that the place's chain stood. */
async function published(tx: Tx, place: string): Promise<Chain | undefined> {
  const { rows } = await sql<{ chains: Chain[] }>`select public->'chains' as chains from platform.act
    where jurisdiction ${inAnyPlace} and subject_id = ${CENSUS_SUBJECT}::uuid and type = 'ledger.census' and public ? 'chains' order by number desc limit 1`.execute(
    tx,
  )
  return rows[0]?.chains.find((c) => c.place === place)
}

const headAt = async (tx: Tx, place: string, position: number): Promise<string | undefined> =>
  (
    await sql<{ head: string }>`select encode(chain, 'hex') as head from platform.ordered
      where jurisdiction = ${place} and position = ${position}`.execute(tx)
  ).rows[0]?.head

/**
 * The order of all acts of a place, published or not, says what its acts make it say, and what the ledger published of it: an act
 * that was taken out shows, the last one of its subject too, and with every count put right.
 */
export const chainCheck: Check = {
  name: 'chain',
  everywhere: true,
  async piece(tx, after, limit) {
    const [place = '', at = '0', head = ''] = after === '' ? [] : after.split(' ')
    const { rows: places } = await sql<{ place: string; last: number; chain: Buffer }>`
      select jurisdiction as place, last, chain from platform.sequence where jurisdiction >= ${place} order by 1 limit 2`.execute(
      tx,
    )
    const here = places[0]
    if (!here) return { found: [], next: null }
    const found: Mismatch[] = []
    const say = (position: number, zh: string, en: string) =>
      found.push({
        name: `${here.place} ${position}`,
        said: text(
          `${here.place} 的行为次序，第 ${position} 位${zh}`,
          `In the order of acts of ${here.place}, position ${position} ${en}`,
        ),
      })
    const began = here.place === place
    let position = began ? Number(at) : 0
    let chain: Buffer = began ? Buffer.from(head, 'hex') : CHAIN_START
    const { rows } = await sql<{
      position: number
      id: string
      chain: Buffer
      there: boolean
      removed: boolean
      signature: Buffer | null
    }>`
      select o.position, o.act_id as id, o.chain, a.id is not null as there, a.signature, a.id is null and exists (select from platform.act r
          where r.jurisdiction ${inAnyPlace} and r.subject_id = o.act_id and r.type = ${REMOVED}) as removed from platform.ordered o
        left join platform.act a on a.jurisdiction = o.jurisdiction and a.id = o.act_id
      where o.jurisdiction = ${here.place} and o.position > ${position} and o.position <= ${here.last} order by o.position limit ${limit}`.execute(
      tx,
    )
    for (const row of rows) {
      position++
      chain = chained(chain, row.id, row.signature)
      if (row.position !== position) say(position, '不见了。', 'is missing.')
      else if (row.removed) chain = row.chain
      else if (!row.there) say(position, '的行为被删掉了。', 'has lost its act.')
      else if (!chain.equals(row.chain))
        say(position, '的链接不上前面的行为。', 'does not follow from the acts before it.')
      // What follows is compared with what stands here: one difference is told once.
      position = row.position
      chain = row.chain
    }
    if (rows.length === limit) return { found, next: `${here.place} ${position} ${chain.toString('hex')}` }
    if (position !== here.last || !chain.equals(here.chain))
      say(here.last, '应是最后一位，却没有。', 'should be the last, and is not there.')
    const said = await published(tx, here.place)
    if (said && (await headAt(tx, here.place, said.position)) !== said.head)
      say(
        said.position,
        '与账本公布过的不一样：此前有行为被删掉或换掉。',
        'is not what the ledger published: an act before it was taken out or replaced.',
      )
    return { found, next: places[1] ? `${places[1].place} 0 ${CHAIN_START.toString('hex')}` : null }
  },
}
