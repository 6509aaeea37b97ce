import { dayOf } from '../../kernel/calendar/index.ts'
import { insertPaper, judgeUpload, safeName } from '../../kernel/cases/index.ts'
import { newId, type PersonActor, text } from '../../kernel/platform/index.ts'
import { act } from './case.kind.ts'
import { addEvidence } from './contract.ts'
import { officer } from './who.rules.ts'

const ACCEPT = ['application/pdf', 'image/jpeg', 'image/png']
const MOST = 32 * 1024 * 1024

/** 证据 (行政处罚法 art. 46): what, who took it, when, with which device, and its SHA-256, which the act says in public. */
export default act(addEvidence, {
  act: 'evidence.added',
  who: officer,
  check({ at, input, clock, problem }) {
    if (at.facts.closedAt) throw problem('CLOSED')
    if (input.takenOn > dayOf(clock.now()))
      throw problem('TAKEN_LATER', { fields: { takenOn: text('不能晚于今天。', 'Not after today.') } })
  },
  async prepare({ at, tx, input, clock, actor, files, problem }) {
    const judged = await judgeUpload(input.file.bytes, { accept: ACCEPT, maxBytes: MOST })
    if ('problem' in judged) throw problem('BAD_FILE', { detail: judged.problem, fields: { file: judged.problem } })
    const name = safeName(input.file.name)
    const stored = await files.put(tx, input.file.bytes, judged.type)
    await insertPaper(tx, {
      jurisdiction: at.found.jurisdiction,
      id: newId(clock.now().getTime(), at.found.jurisdiction),
      caseId: at.found.id,
      personId: (actor as PersonActor).personId,
      itemCode: at.found.itemCode,
      slot: input.kind,
      name,
      uploadedAt: clock.now(),
      ...stored,
    })
    return { name, ...stored }
  },
  says: ({ input, made: { name, sha256, size, type } }) => ({
    basis: [{ law: '行政处罚法', article: 46 }],
    public: { kind: input.kind, sha256, size: Number(size), type, takenOn: input.takenOn },
    private: { name, maker: input.maker, device: input.device ?? '', place: input.place, note: input.note ?? '' },
  }),
})
