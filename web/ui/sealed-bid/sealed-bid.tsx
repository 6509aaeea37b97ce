import type { ComponentChildren } from 'preact'
import { Act, Field, sayTime } from '../components.tsx'
import { sayIn, type Writer } from '../say.ts'

/** What is sealed: read out at the opening (`sheet`), or who bids (`identity`). The island reads it by its kind. */
export type SealedField = {
  name: string
  part: 'sheet' | 'identity'
  kind: 'money' | 'number' | 'text' | 'yes' | 'members' | 'choice'
  label: string
  /** Of a choice; `ceiling`: in 分, the most that may be asked for that one. */
  options?: readonly { value: string; label: string; ceiling?: number }[]
  hint?: string
  /** Known already, as of a registered supplier; it can be changed where it is not fixed. */
  value?: string
  fixed?: boolean
}
export type SealedReceipt = {
  version: number
  receivedAt: string
  digest: string
  act: string | null
  counts: boolean
  withdrawn: boolean
}
export type SealedBidProps = {
  p: Writer & { csrf: string }
  /** The box's terms, for the island. */
  terms: unknown
  bidder: number
  next: number
  receipts: readonly SealedReceipt[]
  open: boolean
  /** In 分; a price above it is refused before it is sealed. */
  ceiling: number
  fields: readonly SealedField[]
  words: { sheet: string; identity: string; files: string }
  /** Whether documents must be there. */
  files?: 'required' | 'optional'
  /** Where the list of quantities is, without its extension: then it must be priced. */
  priceList?: string
  children?: ComponentChildren
}

/**
 * Filling in, sealing in this browser and submitting; what was submitted, with receipts. The page has the actions `part` and
 * `withdraw` (trade/envelope), and loads `/assets/sealing.js`; without scripts it says what is needed.
 */
export function SealedBid({
  p,
  terms,
  bidder,
  next,
  receipts,
  open,
  ceiling,
  fields,
  words,
  files,
  priceList,
  children,
}: SealedBidProps) {
  const t = sayIn(p.lang)
  const counts = receipts.find((r) => r.counts)
  const of = (part: SealedField['part']) => (
    <fieldset>
      <legend>{words[part]}</legend>
      {fields
        .filter((f) => f.part === part)
        .map((f) => {
          const attributes = {
            'data-seal': f.name,
            'data-part': f.part,
            'data-kind': f.kind,
            'data-label': f.label,
          }
          if (f.kind === 'yes')
            return (
              <label class="choice">
                <input type="checkbox" name={f.name} value="1" {...attributes} /> {f.label}
              </label>
            )
          if (f.kind === 'choice')
            return (
              <div class="field">
                <label for={`seal-${f.name}`}>{f.label}</label>
                {f.hint && (
                  <span class="hint" id={`seal-${f.name}-hint`}>
                    {f.hint}
                  </span>
                )}
                <select
                  id={`seal-${f.name}`}
                  name={f.name}
                  required
                  aria-describedby={f.hint && `seal-${f.name}-hint`}
                  {...attributes}
                >
                  {f.options!.map((o) => (
                    <option value={o.value} data-ceiling={o.ceiling}>
                      {o.label}
                    </option>
                  ))}
                </select>
              </div>
            )
          if (f.kind === 'members')
            return (
              <>
                <Field
                  name={f.name}
                  type="textarea"
                  lines={3}
                  label={f.label}
                  hint={f.hint}
                  attributes={{ ...attributes, maxlength: 1000 }}
                />
                <div class="field">
                  <label for="seal-agreement">
                    {t('共同投标协议（联合体要有，PDF）', 'Joint bid agreement (of a consortium, PDF)')}
                  </label>
                  <input id="seal-agreement" type="file" name="agreement" accept="application/pdf" />
                </div>
              </>
            )
          return (
            <Field
              name={f.name}
              label={f.label}
              value={f.value}
              hint={f.hint}
              required
              attributes={{
                ...attributes,
                ...(f.kind === 'money' ? { inputmode: 'decimal' } : {}),
                ...(f.fixed ? { readonly: 'readonly' } : {}),
              }}
            />
          )
        })}
    </fieldset>
  )
  return (
    <>
      {receipts.length > 0 && (
        <section>
          <h2>{t('您递交过的', 'What you submitted')}</h2>
          <ul>
            {receipts.map((r) => (
              <li>
                {t(`第 ${r.version} 版`, `version ${r.version}`)} · {sayTime(new Date(r.receivedAt), p.lang)} ·{' '}
                {r.withdrawn
                  ? t('已撤回', 'withdrawn')
                  : r.counts
                    ? t('● 这一份算数', '● this one counts')
                    : t('已被替换', 'replaced')}{' '}
                <code class="small">{r.digest.slice(0, 16)}…</code>{' '}
                {r.act && <a href={`/ledger/acts/${r.act}/receipt`}>{t('账本回执', 'ledger receipt')}</a>}
              </li>
            ))}
          </ul>
          {open && counts && (
            <form method="post" class="inline">
              <Act p={p} name="withdraw" />
              <button class="button secondary danger" type="submit">
                {t('撤回投标', 'Withdraw the bid')}
              </button>
            </form>
          )}
        </section>
      )}
      {!open && (
        <p class="notice info" role="status">
          {t('投标已经截止。', 'The deadline has passed.')}
        </p>
      )}
      {open && (
        <section>
          <h2>{counts ? t('替换投标', 'Replace the bid') : t('编制并密封', 'Fill in and seal')}</h2>
          <p class="notice warning" data-needs-scripts>
            {t(
              '投标文件要在您的浏览器里加密以后才发出，所以这一页需要打开脚本（JavaScript）。请换一个浏览器，或到交易中心的电脑上办理；截止以前都可以。',
              'A bid is encrypted in your browser before it is sent, so this page needs scripts. Please use another browser, or a computer at the exchange; there is time until the deadline.',
            )}
          </p>
          <form
            class="form"
            data-sealing
            hidden
            data-terms={JSON.stringify(terms)}
            data-bidder={bidder}
            data-version={next}
            data-ceiling={ceiling}
            data-csrf={p.csrf}
            data-price-list={priceList && `${priceList}.csv`}
          >
            {of('sheet')}
            {of('identity')}
            {children}
            {priceList && (
              <div class="field">
                <label for="seal-price-list">{t('报价清单（.xlsx 或 .csv）', 'Priced list (.xlsx or .csv)')}</label>
                <span class="hint" id="seal-price-list-hint">
                  {t('在清单上填综合单价和合价：', 'Fill in unit prices and amounts: ')}
                  <a href={`${priceList}.xlsx`}>{t('下载 .xlsx', '.xlsx')}</a>{' '}
                  <a href={`${priceList}.csv`}>{t('下载 .csv', '.csv')}</a>
                  {t(
                    '。在您的浏览器里逐格核对，不发出去。',
                    '. It is checked cell by cell in your browser, and not sent.',
                  )}
                </span>
                <input
                  id="seal-price-list"
                  type="file"
                  name="priceList"
                  accept=".xlsx,.csv"
                  required
                  aria-describedby="seal-price-list-hint"
                />
                <ul class="error" data-cells hidden />
              </div>
            )}
            <div class="field">
              <label for="seal-files">{words.files}</label>
              <input id="seal-files" type="file" name="files" multiple required={files !== 'optional'} />
            </div>
            <button class="button" type="submit">
              {t('在本机加密并递交', 'Encrypt here and submit')}
            </button>
            <progress data-progress max={1} value={0} hidden aria-label={t('进度', 'Progress')} />
            <p data-say role="status" aria-live="polite" />
            <p class="small">
              {t(
                '断线会自动继续；关掉页面再来，选同样的文件、填同样的内容，接着上次的传。截止前可以替换，最后一份算数。',
                'It goes on by itself after the line broke. If the page was closed, choose the same files and fill in the same, and it goes on where it stopped. Until the deadline it can be replaced; the last one counts.',
              )}
            </p>
          </form>
        </section>
      )}
    </>
  )
}
