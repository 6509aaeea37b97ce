import { apart } from '../../platform/apart.ts'
import { Problem, type Text, text } from '../../platform/index.ts'
import type { Region, Removed } from './redact.rules.ts'

export { readRegions } from './redact.rules.ts'
export type { Region, Removed }
export type Redacting = { pdf: Uint8Array; words: string[]; regions: Region[] }
export type Looking = { pdf: Uint8Array; page: number }

const run = apart<Redacting | Looking, any>(new URL('./redact.worker.ts', import.meta.url), {
  limit: 60_000,
  most: 8,
  late: text(
    '文件太大，没有及时处理完，请分成几份。',
    'The file is too large to be done in time; please give it in parts.',
  ),
  memory: 1024,
})

const WORDS: Record<string, Text> = {
  UNREADABLE: text(
    '这个 PDF 打不开，可能加了密码或者损坏。请换一份没有密码的。',
    'The PDF cannot be opened: it has a password or is damaged. Please give one without a password.',
  ),
  TOO_MANY: text('一份最多八十页，请分成几份。', 'Eighty pages at most; please give it in parts.'),
  TOO_LARGE: text('有一页大得没法处理，请按 A3 以内重新扫描。', 'A page is too large; please scan it again within A3.'),
  NO_PAGE: text('选的区域所在的页不存在。', 'A region names a page that is not there.'),
}
const said = (error: Error): Error => {
  const why = WORDS[error.message]
  const title = text('这个文件不能遮盖。', 'The file cannot be redacted.')
  return why ? new Problem('BAD_FILE', { status: 422, ...title }, { detail: why }) : error
}

/**
 * A PDF anew from pictures of its pages, with words and regions blackened: what is under the black is in no layer of it, since nothing
 * of the old file comes along. PDFium draws (off this thread); a black box over text that stays was what others did (froide#437).
 * @throws BAD_FILE
 */
export const redact = async (task: Redacting): Promise<{ pdf: Uint8Array; removed: Removed }> =>
  run(task).catch((e) => Promise.reject(said(e)))
/** One page as a picture, and how large it is. @throws BAD_FILE */
export const lookAtPage = async (
  task: Looking,
): Promise<{ png: Uint8Array; pages: number; millimetres: { width: number; height: number }; text: boolean }> =>
  run(task).catch((e) => Promise.reject(said(e)))
