import type { Lang } from '../../../kernel/platform/index.ts'
import { Timeline, type TimelineEntry } from '../components.tsx'
import { sayIn } from '../say.ts'

/** The timeline with its newest entries open and the rest folded; on paper all of it. */
export function History({ entries, lang, open }: { entries: TimelineEntry[]; lang: Lang; open: number }) {
  const t = sayIn(lang)
  const older = entries.slice(open)
  return (
    <>
      <Timeline
        entries={entries.slice(0, open)}
        from={entries.length}
        lang={lang}
        label={t('经过，新的在前', 'Acts, newest first')}
      />
      {older.length > 0 && (
        <details class="more older">
          <summary>{t(`更早的 ${older.length} 步`, `${older.length} earlier`)}</summary>
          <Timeline entries={older} from={older.length} lang={lang} label={t('更早的经过', 'Earlier acts')} />
        </details>
      )}
    </>
  )
}

/** Where the proofs of one act are: a small seal that opens on them. */
export function Proof({ actId, lang, of }: { actId: string; lang: Lang; of: string }) {
  const t = sayIn(lang)
  return (
    <details class="proof no-print">
      <summary>
        <svg viewBox="0 0 20 20" aria-hidden="true">
          <path d="M10 1.5 17 4v5.2c0 4.3-2.9 7.6-7 9.3-4.1-1.7-7-5-7-9.3V4z" />
          <path class="tick" d="m6.5 10 2.5 2.6 4.7-5" />
        </svg>
        <span class="visually-hidden">{t(`证据：${of}`, `Proof of: ${of}`)}</span>
      </summary>
      <span class="small links-row">
        <a href={`/ledger/acts/${actId}/receipt`}>{t('回执', 'Receipt')}</a>
        <a href={`/ledger/acts/${actId}/qr`}>{t('二维码', 'QR code')}</a>
      </span>
    </details>
  )
}
