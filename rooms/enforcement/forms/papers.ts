import { type CaseAt, insertPaper, judgeUpload, safeName } from '../../../kernel/cases/index.ts'
import { newId, type PersonActor, Problem, type RunContext, type StoredFile } from '../../../kernel/platform/index.ts'
import { addEvidence } from '../contract.ts'

const PICTURES = ['application/pdf', 'image/jpeg', 'image/png']
/** 执法记录仪 and telephones: MP4, M4A, MP3, WAV, 3GP, MOV, by their content. */
const RECORDINGS = ['video/mp4', 'video/3gpp', 'video/quicktime', 'audio/mp4', 'audio/x-m4a', 'audio/mpeg', 'audio/wav']
/** A form holds no more; a longer recording is given in parts. */
const MOST = 32 * 1024 * 1024

export type Given = { name: string; size: number; bytes: Uint8Array }
type Ctx = Pick<RunContext<any>, 'tx' | 'clock' | 'actor' | 'files'> & { at: CaseAt }

/** Keeps a file on the case: judged by its content, named by its SHA-256, which the act says. @throws BAD_FILE */
export async function keep(
  { at, tx, clock, actor, files }: Ctx,
  file: Given,
  slot: string,
  field: string,
  recordings = false,
): Promise<StoredFile & { name: string }> {
  const accept = recordings ? [...PICTURES, ...RECORDINGS] : PICTURES
  const judged = await judgeUpload(file.bytes, { accept, maxBytes: MOST })
  if ('problem' in judged)
    throw new Problem('BAD_FILE', addEvidence.errors.BAD_FILE, {
      detail: judged.problem,
      fields: { [field]: judged.problem },
    })
  const name = safeName(file.name)
  const stored = await files.put(tx, file.bytes, judged.type)
  await insertPaper(tx, {
    jurisdiction: at.found.jurisdiction,
    id: newId(clock.now().getTime(), at.found.jurisdiction),
    caseId: at.found.id,
    personId: (actor as PersonActor).personId,
    itemCode: at.found.itemCode,
    slot,
    name,
    uploadedAt: clock.now(),
    ...stored,
  })
  return { name, ...stored }
}
