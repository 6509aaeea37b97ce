import { usccWarning } from '../../kernel/identity/index.ts'
import { nameOf, contract as parties } from '../../kernel/parties/index.ts'
import { csvRows, decodeText, holdsPost, newId, operation, postOf, text } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { importRegister } from './contract.ts'
import { factBy, importedBefore, insertFact, insertImport, type Refused } from './credit.store.ts'
import { OFFICER } from './listing.kind.ts'
import { FIELDS, fieldNames, readRow } from './register.rules.ts'
import { registerOf } from './registers.ts'

/** Every row stands or comes back with its reasons; a subject's name is the one of the newest row, its code the key. */
export default operation(importRegister, {
  allow: holdsPost([OFFICER, 'list-keeper']),
  async run({ tx, actor, input, files, clock, problem, callAsSystem }) {
    const post = postOf(actor)!
    const { jurisdiction } = post
    const register = registerOf(input.register)
    if (!register) throw problem('NO_REGISTER')
    const bytes = await files.get(input.sha256)
    const rows = bytes && csvRows(decodeText(bytes))
    const head = rows?.[0]
    if (!rows || !head) throw problem('NO_FILE')
    const missing = fieldNames.filter((f) => FIELDS[f].needed && input.mapping[f] === undefined)
    if (missing.length > 0)
      throw problem('MAPPING', {
        fields: Object.fromEntries(
          missing.map((f) => [f, text('请选择是哪一列。', 'Please choose the column.')] as const),
        ),
      })
    if (await importedBefore(tx, jurisdiction, register.id, input.sha256)) throw problem('AGAIN')
    const refused: Refused[] = []
    let [taken, warned] = [0, 0]
    const id = newId(clock.now().getTime(), jurisdiction)
    for (const [i, cells] of rows.slice(1).entries()) {
      const read = readRow(cells, input.mapping, usccWarning)
      const known =
        'taken' in read &&
        (await factBy(tx, jurisdiction, { subject: `uscc:${read.taken.uscc}`, document: read.taken.document }))
      if ('reasons' in read || known) {
        const reasons =
          'reasons' in read ? read.reasons : [text('这个编号已经记入。', 'This number is on record already.')]
        refused.push({ row: i + 2, cells, reasons })
        continue
      }
      const { uscc, name, document, on, title, until = null } = read.taken
      if ((await nameOf(tx, `uscc:${uscc}`)) !== name)
        await callAsSystem(parties.nameSubject, { key: `uscc:${uscc}`, name })
      await insertFact(tx, {
        jurisdiction,
        id: newId(clock.now().getTime(), jurisdiction),
        subject: `uscc:${uscc}`,
        name,
        kind: register.kind,
        title: title ? text(title, title) : register.title,
        document,
        on,
        until,
        unit: post.unitCode,
        source: register.id,
        act: null,
        at: clock.now(),
      })
      taken++
      if (read.warning) warned++
    }
    await insertImport(tx, {
      jurisdiction,
      id,
      register: register.id,
      sha256: input.sha256,
      taken,
      warned,
      refused,
      head,
      at: clock.now(),
    })
    const act = acts['register.imported']({
      jurisdiction,
      subject: { kind: 'system', id },
      public: { register: register.id, sha256: input.sha256, taken, warned, refused: refused.length },
    })
    return { act, output: { id, taken, warned, refused: refused.length } }
  },
})
