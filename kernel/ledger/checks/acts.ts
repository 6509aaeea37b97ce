import { actColumns } from '../../platform/act.store.ts'
import { type Act, type Check, commit, type Mismatch, privateOf, sql, text } from '../../platform/index.ts'

const ERASED = 'ledger.fields-erased'

/**
 * Every act, published or not: that this server performed it, and that its private values are what it committed to or were erased by
 * an act. (Published acts are compared with the tree as well: compare.ts.)
 */
export const actsCheck: Check = {
  name: 'acts',
  everywhere: true,
  async piece(tx, after, limit, key) {
    const [jurisdiction = '', id = '00000000-0000-0000-0000-000000000000'] = after === '' ? [] : after.split(' ')
    const { rows } = await sql<Act & { logged: boolean }>`select ${actColumns}, exists (select from ledger.leaf l
        where l.jurisdiction = a.jurisdiction and l.act_id = a.id) as logged from platform.act a
      where (a.jurisdiction, a.id) > (${jurisdiction}, ${id}::uuid) order by a.jurisdiction, a.id limit ${limit}`.execute(
      tx,
    )
    const found: Mismatch[] = []
    const say = (act: Act, zh: string, en: string) =>
      found.push({
        name: act.id,
        said: text(`行为 ${act.type} ${act.id} ${zh}`, `The act ${act.type} ${act.id} ${en}`),
      })
    for (const place of new Set(rows.map((a) => a.jurisdiction))) {
      const here = rows.filter((a) => a.jurisdiction === place)
      const kept = await privateOf(
        tx,
        place,
        here.map((a) => a.id),
      )
      const erased = await sql<{
        act: string
        fields: string[]
      }>`select public->>'act' as act, public->'fields' as fields
        from platform.act where jurisdiction = ${place} and type = ${ERASED} and subject_id = any(${here.map((a) => a.id)}::uuid[])`.execute(
        tx,
      )
      for (const act of here) {
        // What was logged before there was a key is held by the tree.
        if (key && !key.holds(act) && !(act.signature === null && act.logged))
          say(
            act,
            '没有本系统的签名，或在签名之后被改过。',
            'has no signature of this system, or was altered after it was signed.',
          )
        const fields = kept.get(act.id) ?? {}
        const allowed = new Set(erased.rows.filter((e) => e.act === act.id).flatMap((e) => e.fields))
        for (const [field, wanted] of Object.entries(act.commitments)) {
          const shown = fields[field]
          if (!shown && !allowed.has(field))
            say(
              act,
              `的非公开内容“${field}”不见了，没有抹去它的行为。`,
              `lost its private “${field}”, and no act erased it.`,
            )
          if (!shown) continue
          const both = commit(shown.salt, shown.value)
          if (both.sha256 !== wanted.sha256 || both.sm3 !== wanted.sm3)
            say(act, `的非公开内容“${field}”被改过。`, `had its private “${field}” altered.`)
        }
        for (const field of Object.keys(fields))
          if (!Object.hasOwn(act.commitments, field))
            say(act, `多出了它没有的非公开内容“${field}”。`, `holds a private “${field}” that it never had.`)
      }
    }
    const last = rows.at(-1)
    return { found, next: rows.length < limit || !last ? null : `${last.jurisdiction} ${last.id}` }
  },
}

/** Numbers within each subject run from 1 without a gap to the last that was given: an act taken out shows, published or not. */
export const numbersCheck: Check = {
  name: 'numbers',
  everywhere: true,
  async piece(tx, after, limit) {
    const [jurisdiction = '', id = '00000000-0000-0000-0000-000000000000'] = after === '' ? [] : after.split(' ')
    const { rows } = await sql<{ jurisdiction: string; id: string; last: number; n: number; most: number | null }>`
      select s.jurisdiction, s.subject_id as id, s.last, a.n, a.most from (
        select * from platform.stream where (jurisdiction, subject_id) > (${jurisdiction}, ${id}::uuid)
        order by jurisdiction, subject_id limit ${limit}) s
      cross join lateral (select count(*)::int as n, max(number) as most from platform.act
        where jurisdiction = s.jurisdiction and subject_id = s.subject_id) a
      order by s.jurisdiction, s.subject_id`.execute(tx)
    const found = rows
      .filter((r) => r.n !== r.last || (r.most ?? 0) !== r.last)
      .map((r) => ({
        name: r.id,
        said: text(
          `${r.id} 的行为应有 ${r.last} 个，数据库里有 ${r.n} 个：有的被删掉或塞进来。`,
          `${r.id} should have ${r.last} acts, the database has ${r.n}: some were deleted or slipped in.`,
        ),
      }))
    const last = rows.at(-1)
    return { found, next: rows.length < limit || !last ? null : `${last.jurisdiction} ${last.id}` }
  },
}
