import { keptFor, partsIn, type Upload } from '../../../kernel/cases/index.ts'
import {
  type FormValues,
  type Lang,
  type Text,
  type UploadedFile,
  uploadedAll,
} from '../../../kernel/platform/index.ts'
import { sayIn } from '../say.ts'
import { type Paper, saySize } from './papers.tsx'

export type Slot = { id: string; name: string; required: boolean; maxBytes: number; hint?: string | undefined }

/**
 * Uploads inside the form that they belong to: each button sends the whole form (`do=upload`, the slot in `formaction`), so what
 * was typed goes along and comes back. With the island `/assets/keep-form.js` chosen, dropped or photographed files are sent at once,
 * in parts that go on where a line broke.
 * The form must be `multipart/form-data`; the page reads the slot and its files with `sentPaper()` or `sentPapers()`.
 */
export function PaperUpload({
  slots,
  papers,
  errors,
  lang,
  path,
  parts,
  several = false,
}: {
  slots: Slot[]
  /** What is there already, by slot id. */
  papers: Record<string, Paper[]>
  errors: Record<string, Text>
  lang: Lang
  /** The page's own address. */
  path: string
  /** Where parts are kept: the place, and the draft or case that they are for; what of it began and is not whole. */
  parts?: { place: string; of: string; unfinished?: Upload[] }
  /** Several files at once, which can be put in order (`do=up`, `do=down`) and removed (`do=remove`). */
  several?: boolean
}) {
  const t = sayIn(lang)
  const to = (query: string, anchor: string) => `${path}${path.includes('?') ? '&' : '?'}${query}#${anchor}`
  return (
    <>
      {slots.map((slot) => {
        const error = errors[`material.${slot.id}`]?.[lang]
        const id = `f-material-${slot.id.replace(/[^A-Za-z0-9]/g, '-')}`
        const have = papers[slot.id] ?? []
        const of = parts && keptFor(parts.of, slot.id)
        const file = { type: 'file', name: `file.${slot.id}`, 'data-slot': slot.id } as const
        return (
          <fieldset
            class={`field upload${error ? ' has-error' : ''}${have.length > 0 ? ' done' : ''}`}
            id={id}
            tabIndex={-1}
            data-place={parts?.place}
            data-for={of}
            data-max={slot.maxBytes}
          >
            <legend>
              {slot.name} <span class="badge">{slot.required ? t('必交', 'required') : t('选交', 'optional')}</span>
            </legend>
            <span class="hint" id={`${id}-hint`}>
              {slot.hint && `${slot.hint} · `}
              {several
                ? t(
                    `PDF、JPEG 或 PNG，每个不超过 ${saySize(slot.maxBytes)}，可以一次选几个`,
                    `PDF, JPEG or PNG, each up to ${saySize(slot.maxBytes)}; several at once`,
                  )
                : t(
                    `PDF、JPEG 或 PNG，不超过 ${saySize(slot.maxBytes)}`,
                    `PDF, JPEG or PNG, up to ${saySize(slot.maxBytes)}`,
                  )}
            </span>
            <div id={`${id}-given`} data-fresh>
              {error && (
                <span class="error" id={`${id}-error`}>
                  {error}
                </span>
              )}
              <ol class="plain given">
                {have.map((paper, i) => (
                  <Given
                    paper={paper}
                    lang={lang}
                    to={(anchor) => to(`paper=${encodeURIComponent(paper.id)}`, anchor)}
                    back={id}
                    moves={several ? [i > 0, i < have.length - 1] : [false, false]}
                  />
                ))}
              </ol>
              {parts?.unfinished
                ?.filter((u) => u.keptFor === of)
                .map((u) => (
                  <p class="small unfinished">
                    {t(
                      `“${u.name}”传了 ${percent(u)}%，再选一次同一个文件，会接着传。`,
                      `“${u.name}” came to ${percent(u)} %: choose the same file again, and it goes on.`,
                    )}
                  </p>
                ))}
            </div>
            <ul class="plain coming" aria-live="polite" />
            <div class="upload-row">
              {/* The browser's own words come in the browser's language; the label says ours. */}
              <label class="button secondary small choose">
                {have.length > 0 ? t('再加一份', 'Add another') : t('选择文件', 'Choose a file')}
                <span class="visually-hidden">{t(`：${slot.name}`, `: ${slot.name}`)}</span>
                <input
                  {...file}
                  accept=".pdf,.jpg,.jpeg,.png"
                  multiple={several}
                  aria-describedby={error ? `${id}-error` : `${id}-hint`}
                />
              </label>
              <label class="button secondary small choose camera">
                {t('拍照', 'Take a photo')}
                <span class="visually-hidden">{t(`：${slot.name}`, `: ${slot.name}`)}</span>
                <input {...file} accept="image/jpeg,image/png" capture="environment" />
              </label>
              <span class="small chosen" />
              {parts && <span class="small drop-hint">{t('或把文件拖到这里', 'or drop files here')}</span>}
              <button
                type="submit"
                class="button secondary small"
                name="do"
                value="upload"
                formaction={to(`slot=${encodeURIComponent(slot.id)}`, 'materials')}
                formnovalidate
                data-upload={slot.id}
              >
                {t('上传', 'Upload')}
                <span class="visually-hidden">{t(`：${slot.name}`, `: ${slot.name}`)}</span>
              </button>
            </div>
          </fieldset>
        )
      })}
    </>
  )
}

const percent = (u: Upload) => Math.floor((100 * u.have) / partsIn(u.size))

/** A file that is there: what it looks like, its place among the others, its removal. */
function Given({
  paper,
  lang,
  to,
  back,
  moves: [up, down],
}: {
  paper: Paper
  lang: Lang
  to(anchor: string): string
  back: string
  moves: [up: boolean, down: boolean]
}) {
  const t = sayIn(lang)
  const named = t(`：${paper.name}`, `: ${paper.name}`)
  const act = (does: string, shown: string, said: string, anchor: string) => (
    <button
      type="submit"
      class="link"
      name="do"
      value={does}
      formaction={to(anchor)}
      formnovalidate
      data-key={`${does}-${paper.id}`}
    >
      <span aria-hidden="true">{shown}</span>
      <span class="visually-hidden">
        {said}
        {named}
      </span>
    </button>
  )
  return (
    <li class="upload-row" id={`paper-${paper.id}`} tabIndex={-1}>
      <span class="file">
        <span aria-hidden="true">✓</span>{' '}
        <a href={paper.preview ?? paper.href} target="_blank" rel="noreferrer" title={`SHA-256 ${paper.sha256}`}>
          {paper.preview && paper.type.startsWith('image/') && (
            <img class="thumb" src={paper.preview} alt="" loading="lazy" width="48" height="48" />
          )}
          {paper.name}
        </a>{' '}
        <span class="small num">{saySize(paper.size)}</span>{' '}
        {paper.fresh && <span class="badge">{t('新补', 'new')}</span>}
      </span>
      {up && act('up', '↑', t('上移', 'Move up'), `paper-${paper.id}`)}
      {down && act('down', '↓', t('下移', 'Move down'), `paper-${paper.id}`)}
      {act('remove', t('删除', 'Remove'), t('删除', 'Remove'), back)}
      {paper.preview && paper.type === 'application/pdf' && (
        <details class="peek">
          <summary class="small">
            {t('预览第一页', 'See the first page')}
            <span class="visually-hidden">{named}</span>
          </summary>
          <iframe src={`${paper.preview}#page=1&view=FitH`} title={paper.name} loading="lazy" />
        </details>
      )}
    </li>
  )
}

type Sent = UploadedFile | { sha256: string }

/** Which slot an upload button named, and its file; an empty file where none was chosen, which the operation refuses in words. */
export function sentPaper(form: FormValues, query: Record<string, string>): { slot: string; file: Sent } {
  const { slot, file } = sentPapers(form, query)
  return { slot, file }
}

/** The same where several may be chosen at once; or, by its digest, the one whose parts came before. */
export function sentPapers(
  form: FormValues,
  query: Record<string, string>,
): { slot: string; file: Sent; more: UploadedFile[] } {
  const slot = query.slot ?? ''
  const kept = form[`kept.${slot}`]
  if (typeof kept === 'string') return { slot, file: { sha256: kept }, more: [] }
  const [file = { name: '', size: 0, bytes: new Uint8Array() }, ...more] = uploadedAll(form[`file.${slot}`])
  return { slot, file, more }
}

/**
 * The first button of a form is what Enter presses: here the one that loses nothing. Screen readers and the Tab key pass it over.
 */
export const EnterSaves = ({ value = 'draft' }: { value?: string }) => (
  <button
    type="submit"
    name="do"
    value={value}
    class="visually-hidden"
    tabIndex={-1}
    aria-hidden="true"
    formnovalidate
  />
)
