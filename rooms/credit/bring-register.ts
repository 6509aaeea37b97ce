import { csvRows, decodeText, holdsPost, newId, operation, postOf } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { bringRegister } from './contract.ts'
import { OFFICER } from './listing.kind.ts'
import { registerOf } from './registers.ts'

/** Kept as it came: what is read from it follows, when somebody has said which column is which. */
export default operation(bringRegister, {
  allow: holdsPost([OFFICER, 'list-keeper']),
  async run({ tx, actor, input, files, clock, problem }) {
    if (!registerOf(input.register)) throw problem('NO_REGISTER')
    const rows = csvRows(decodeText(input.file.bytes))
    if (!rows || rows.length < 2) throw problem('UNREADABLE')
    const { sha256 } = await files.put(tx, input.file.bytes, 'text/csv')
    const { jurisdiction } = postOf(actor)!
    const act = acts['register.brought']({
      jurisdiction,
      subject: { kind: 'system', id: newId(clock.now().getTime(), jurisdiction) },
      public: { register: input.register, sha256 },
    })
    return { act, output: { sha256, register: input.register } }
  },
})
