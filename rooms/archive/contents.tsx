import type { contract } from '../../kernel/archive/index.ts'
import type { Lang } from '../../kernel/platform/text.ts'
import { sayIn, saySize } from '../../web/ui/index.ts'
import * as paths from './paths.ts'

/** A bound volume: its contents with page numbers, and its files. */
export function Contents({
  id,
  part,
  bound,
  lang,
}: {
  id: string
  part: 'main' | 'secondary'
  bound: contract.Bound
  lang: Lang
}) {
  const t = sayIn(lang)
  const title = part === 'main' ? t('正卷', 'Main volume') : t('副卷', 'Secondary volume')
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <p>
        <a href={paths.file(id, part, 'pdf')}>PDF（{saySize(bound.size)}）</a> ·{' '}
        <a href={paths.file(id, part, 'zip')}>{t('ZIP，可离线验证', 'ZIP, verifies offline')}</a> ·{' '}
        {t(`共 ${bound.pages} 页，${bound.pieces.length} 件`, `${bound.pages} pages, ${bound.pieces.length} pieces`)}
      </p>
      <div class="scroll">
        <table class="table dense">
          <caption class="visually-hidden">{t('卷内目录', 'Contents')}</caption>
          <thead>
            <tr>
              <th scope="col" class="num">
                {t('序号', 'No.')}
              </th>
              <th scope="col">{t('题名', 'Title')}</th>
              <th scope="col">{t('日期', 'Date')}</th>
              <th scope="col" class="num">
                {t('页号', 'Pages')}
              </th>
            </tr>
          </thead>
          <tbody>
            {bound.pieces.map((piece) => (
              <tr>
                <td class="num">{piece.n}</td>
                <td>
                  {piece.slot && piece.slot !== piece.title ? `${piece.slot}：` : ''}
                  {piece.title}
                  {piece.sha256 && (
                    <>
                      {' '}
                      <code class="small" title={piece.sha256}>
                        {piece.sha256.slice(0, 12)}…
                      </code>
                    </>
                  )}
                </td>
                <td>{piece.on}</td>
                <td class="num">{piece.from === piece.to ? piece.from : `${piece.from}–${piece.to}`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
