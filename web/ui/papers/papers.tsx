import type { Lang } from '../../../kernel/platform/index.ts'
import { Empty, sayDay, sayTime } from '../components.tsx'
import { sayIn } from '../say.ts'

export type Paper = {
  id: string
  /** The slot it fills, in the reader's language. */
  slot: string
  name: string
  /** Downloads it. */
  href: string
  /** Shows it inside a page; only for types that cannot act there (PDF in the browser's own viewer, pictures). */
  preview?: string | undefined
  type: string
  size: number
  sha256: string
  at: Date
  /** Who gave it. */
  by?: string | undefined
  /** Came after the first submission. */
  fresh?: boolean | undefined
}

export const saySize = (bytes: number): string =>
  bytes < 1_048_576 ? `${Math.max(1, Math.ceil(bytes / 1024))} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`

/**
 * Materials as a list; where `shown` names one, it stands beside as a preview. Choosing another is a link (`?paper=ID`), so it works
 * without a script. The SHA-256 is in the title of the name.
 */
export function Papers({
  list,
  lang,
  shown,
  choose,
  empty,
}: {
  list: Paper[]
  lang: Lang
  shown?: string | undefined
  /** Where a page shows one of them: the address for it. */
  choose?: (id: string) => string
  empty?: string
}) {
  const t = sayIn(lang)
  if (list.length === 0) return <Empty>{empty ?? t('没有材料。', 'No materials.')}</Empty>
  return (
    <ul class="plain papers">
      {list.map((paper) => (
        <li class={paper.id === shown ? 'shown' : undefined}>
          <span class="small">{paper.slot}</span> {paper.fresh && <span class="badge">{t('新补', 'new')}</span>}
          <br />
          <a
            href={choose && paper.preview ? choose(paper.id) : paper.href}
            title={`SHA-256 ${paper.sha256}`}
            aria-current={paper.id === shown ? 'true' : undefined}
          >
            {paper.name}
          </a>
          <span class="small num">
            {' '}
            {saySize(paper.size)} · {sayDay(paper.at, lang).slice(0, 10)}
            {paper.by && ` · ${paper.by}`}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** One material in the middle of a case: the picture or recording itself, or the PDF in the browser's viewer; a download where neither goes. */
export function PaperPreview({ paper, lang }: { paper: Paper | undefined; lang: Lang }) {
  const t = sayIn(lang)
  if (!paper) return <Empty>{t('左边选一份材料，在这里看。', 'Choose a material on the left to see it here.')}</Empty>
  const download = (
    <a href={paper.href} title={`SHA-256 ${paper.sha256}`}>
      {t('下载', 'Download')} {paper.name}
    </a>
  )
  return (
    <figure class="preview">
      {paper.preview && paper.type.startsWith('image/') ? (
        <img
          src={paper.preview}
          alt={t(`${paper.slot}：${paper.name}`, `${paper.slot}: ${paper.name}`)}
          loading="lazy"
        />
      ) : paper.preview && paper.type === 'application/pdf' ? (
        <iframe
          src={paper.preview}
          title={t(`${paper.slot}：${paper.name}`, `${paper.slot}: ${paper.name}`)}
          loading="lazy"
        />
      ) : paper.preview && paper.type.startsWith('video/') ? (
        // biome-ignore lint/a11y/useMediaCaption: evidence is shown as it was recorded, without words of ours.
        <video src={paper.preview} controls preload="metadata" aria-label={`${paper.slot}：${paper.name}`} />
      ) : paper.preview && paper.type.startsWith('audio/') ? (
        // biome-ignore lint/a11y/useMediaCaption: evidence is heard as it was recorded, without words of ours.
        <audio src={paper.preview} controls preload="metadata" aria-label={`${paper.slot}：${paper.name}`} />
      ) : (
        <p>{t('这种文件不能在页面里看。', 'This kind of file cannot be shown in a page.')}</p>
      )}
      <figcaption class="small">
        {paper.slot} · {saySize(paper.size)} · {sayTime(paper.at, lang)}
        {paper.by && ` · ${paper.by}`} · {download}
      </figcaption>
    </figure>
  )
}
