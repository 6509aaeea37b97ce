import { type FormValues, type Lang, type Text, type UploadedFile, uploaded } from '../../../kernel/platform/index.ts'
import { sayIn } from '../say.ts'
import { type Paper, saySize } from './papers.tsx'

export type Slot = { id: string; name: string; required: boolean; maxBytes: number; hint?: string | undefined }

/**
 * Uploads inside the form that they belong to: each button sends the whole form (`do=upload`, the slot in `formaction`), so what
 * was typed goes along and comes back. With the island `/assets/keep-form.js` a chosen file is sent at once.
 * The form must be `multipart/form-data`; the page reads the slot and the file with `sentPaper()`.
 */
export function PaperUpload({
  slots,
  papers,
  errors,
  lang,
  path,
}: {
  slots: Slot[]
  /** What is there already, by slot id. */
  papers: Record<string, Paper[]>
  errors: Record<string, Text>
  lang: Lang
  /** The page's own address. */
  path: string
}) {
  const t = sayIn(lang)
  return (
    <>
      {slots.map((slot) => {
        const error = errors[`material.${slot.id}`]?.[lang]
        const id = `f-material-${slot.id.replace(/[^A-Za-z0-9]/g, '-')}`
        const have = papers[slot.id] ?? []
        return (
          <fieldset
            class={`field upload${error ? ' has-error' : ''}${have.length > 0 ? ' done' : ''}`}
            id={id}
            tabIndex={-1}
          >
            <legend>
              {slot.name} <span class="badge">{slot.required ? t('必交', 'required') : t('选交', 'optional')}</span>
            </legend>
            <span class="hint" id={`${id}-hint`}>
              {slot.hint && `${slot.hint} · `}
              {t(
                `PDF、JPEG 或 PNG，不超过 ${saySize(slot.maxBytes)}`,
                `PDF, JPEG or PNG, up to ${saySize(slot.maxBytes)}`,
              )}
            </span>
            {error && (
              <span class="error" id={`${id}-error`}>
                {error}
              </span>
            )}
            {have.map((paper) => (
              <div class="upload-row">
                <span>
                  <span aria-hidden="true">✓</span>{' '}
                  <a
                    href={paper.preview ?? paper.href}
                    target="_blank"
                    rel="noreferrer"
                    title={`SHA-256 ${paper.sha256}`}
                  >
                    {paper.name}
                  </a>{' '}
                  <span class="small num">{saySize(paper.size)}</span>{' '}
                  {paper.fresh && <span class="badge">{t('新补', 'new')}</span>}
                </span>
                <button
                  type="submit"
                  class="link"
                  name="do"
                  value="remove"
                  formaction={`${path}${path.includes('?') ? '&' : '?'}paper=${encodeURIComponent(paper.id)}#materials`}
                  formnovalidate
                >
                  {t('删除', 'Remove')}
                  <span class="visually-hidden">{t(`：${paper.name}`, `: ${paper.name}`)}</span>
                </button>
              </div>
            ))}
            <div class="upload-row">
              {/* The browser's own words come in the browser's language; the label says ours. */}
              <label class="button secondary small choose">
                {have.length > 0 ? t('再加一份', 'Add another') : t('选择文件', 'Choose a file')}
                <span class="visually-hidden">{t(`：${slot.name}`, `: ${slot.name}`)}</span>
                <input
                  type="file"
                  name={`file.${slot.id}`}
                  accept=".pdf,.jpg,.jpeg,.png"
                  data-slot={slot.id}
                  aria-describedby={error ? `${id}-error` : `${id}-hint`}
                />
              </label>
              <span class="small chosen" />
              <button
                type="submit"
                class="button secondary small"
                name="do"
                value="upload"
                formaction={`${path}${path.includes('?') ? '&' : '?'}slot=${encodeURIComponent(slot.id)}#materials`}
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

/** Which slot an upload button named, and its file; an empty file where none was chosen, which the operation refuses in words. */
export function sentPaper(form: FormValues, query: Record<string, string>): { slot: string; file: UploadedFile } {
  const slot = query.slot ?? ''
  return { slot, file: uploaded(form[`file.${slot}`]) ?? { name: '', size: 0, bytes: new Uint8Array() } }
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
