// Leaves integrated per second from committed acts into a signed, fsynced checkpoint, against a bound that hashes and writes
// the same tiles without a database.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { entryOf } from '../../kernel/ledger/entry.ts'
import { fileTiles, ledgerRoom, openLog, signerIn } from '../../kernel/ledger/index.ts'
import { append, emptyEdge, rootOfEdge, treeReader } from '../../kernel/ledger/tree.ts'
import { testWorld } from '../../kernel/platform/harness.ts'
import { actsOf, consume, isBehind } from '../../kernel/platform/index.ts'

const LEAVES = 20_000
const BATCH = 5000

export async function benchLedger(print: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'gnomon-bench-'))
  const signer = signerIn(join(folder, 'key.pem'), 'bench.example/log')
  const log = openLog({ origin: 'bench.example/log', signer, store: fileTiles(join(folder, 'tiles')) })
  const room = ledgerRoom(log)
  const world = await testWorld([room])
  const subject = '018f0000-0000-7000-8000-000000000001'
  await world.database
    .owner`insert into platform.act (jurisdiction, id, subject_kind, subject_id, number, type, happened_at, actor, public, commitments, basis, published)
    select '350200', gen_random_uuid(), 'case', ${subject}::uuid, i, 'bench.act', now(), '{"kind":"post","postId":"018f0000-0000-7000-8000-000000000002","post":{"zh":"审批岗","en":"Approver"},"role":"approver","unitCode":"u","unit":{"zh":"某局","en":"Bureau"}}',
      jsonb_build_object('outcome', 'grant'), jsonb_build_object('reason', jsonb_build_object('sha256', repeat('a', 64), 'sm3', repeat('b', 64))), '[{"law":"行政许可法","article":38}]', true
    from generate_series(1, ${LEAVES}) i`
  const acts = await world.db.transaction().execute((tx) => actsOf(tx, '350200', subject))
  const bound = fileTiles(join(folder, 'bound'))
  const alone = performance.now()
  let edge = emptyEdge()
  for (let at = 0; at < LEAVES; at += BATCH) {
    const made = append(edge, acts.slice(at, at + BATCH).map(entryOf))
    await Promise.all([...made.writes].map(([p, b]) => bound.write(p, b)))
    edge = made.edge
    signer.sign(`bench.example/log\n${edge.size}\n${rootOfEdge(edge).toString('base64')}\n`)
  }
  const withoutDatabase = LEAVES / ((performance.now() - alone) / 1000)
  const consumer = room.consumers[0]!
  const began = performance.now()
  do while ((await consume(world, consumer, BATCH)) > 0);
  while (await world.db.transaction().execute((tx) => isBehind(tx, consumer.name)))
  const rate = LEAVES / ((performance.now() - began) / 1000)
  const tree = treeReader(log.store, LEAVES)
  await tree.inclusion(0)
  const proofs = performance.now()
  for (let i = 0; i < 200; i++) await treeReader(log.store, LEAVES).inclusion((i * 97) % LEAVES)
  const proof = (performance.now() - proofs) / 200
  print(
    `ledger: ${rate.toFixed(0)} leaves/s from committed acts (batches of ${BATCH}); ratio ${(rate / withoutDatabase).toFixed(2)} against ${withoutDatabase.toFixed(0)}/s without a database; a proof from cold tiles ${proof.toFixed(2)} ms`,
  )
  await world.close()
  rmSync(folder, { recursive: true, force: true })
}
