import { action, type FormValues, page, text, uploaded } from '../../../kernel/platform/index.ts'
import { contract as envelope } from '../../../trade/envelope/index.ts'
import { Act, Countdown, Facts, Field, PortalPage, sayTime, sayYuan } from '../../../web/ui/index.ts'
import { tender } from '../contract.ts'
import { portal } from '../paths.ts'
import { identityFields, sheetFields } from '../words.ts'

/** Sealing and submitting a bid: everything is encrypted in this browser (island `sealing`), which only sends what nobody can read. */
export default page({
  path: `${portal}/:number/bid`,
  shell: 'portal',
  allow: ({ actor }) => actor.kind === 'person',
  actions: {
    part: action({
      operation: envelope.keepPart,
      input: (f: FormValues, p) =>
        ({ number: p.params.number!, sha256: String(f.sha256 ?? ''), file: uploaded(f.part) }) as never,
      next: (output) => ({ json: output }),
    }),
    withdraw: action({
      operation: envelope.withdraw,
      input: (_: FormValues, p) => ({ number: p.params.number! }),
      next: ({ number }) => `${portal}/${number}/bid?withdrawn=1`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const number = p.params.number!
    const c = await p.call(tender, { number })
    const b = await p.call(envelope.view, { number })
    const { mine } = b
    const open = b.state === 'open' && p.clock.now() < new Date(b.terms.deadline)
    const counts = mine?.receipts.find((r) => r.counts)
    const of = (name: string, label: string, more: object = {}) => (
      <Field name={name} label={label} attributes={{ 'data-seal': name }} {...more} />
    )
    return {
      title: text('密封投标', 'Sealed bid'),
      scripts: ['/assets/sealing.js', '/assets/countdown.js'],
      body: (
        <PortalPage
          p={p}
          title={t('密封投标', 'Sealed bid')}
          lead={lang === 'zh' ? c.form.title : c.form.titleEn}
          back={{ href: `${portal}/${number}`, text: t('项目页面', 'The tender') }}
          said={[[p.query.withdrawn, text('投标已撤回。', 'The bid is withdrawn.')]]}
        >
          {!mine && (
            <p class="notice info" role="status">
              {t('请先在项目页面登记投标。', 'Please register on the page of the tender first.')}
            </p>
          )}
          {mine && (
            <Facts
              rows={[
                [t('投标编号', 'Bidder number'), String(mine.bidder)],
                [
                  t('投标截止', 'Deadline'),
                  open ? (
                    <Countdown
                      until={new Date(b.terms.deadline)}
                      now={p.clock.now()}
                      lang={lang}
                      what={t('离截止', 'to the deadline')}
                    />
                  ) : (
                    sayTime(new Date(b.terms.deadline), lang)
                  ),
                ],
                [t('最高投标限价', 'Ceiling'), sayYuan(c.form.ceiling, lang)],
                [
                  t('投标保证金', 'Bid bond'),
                  c.now.paid ? (
                    t('已到账', 'has come')
                  ) : (
                    <a href={`/pay/${c.now.order}`}>{t('待缴纳', 'to be paid')}</a>
                  ),
                ],
              ]}
            />
          )}
          {mine && mine.receipts.length > 0 && (
            <section>
              <h2>{t('您递交过的', 'What you submitted')}</h2>
              <ul>
                {mine.receipts.map((r) => (
                  <li>
                    {t(`第 ${r.version} 版`, `version ${r.version}`)} · {sayTime(new Date(r.receivedAt), lang)} ·{' '}
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
          {mine && !open && (
            <p class="notice info" role="status">
              {t('投标已经截止。', 'The deadline has passed.')}
            </p>
          )}
          {mine && open && (
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
                data-terms={JSON.stringify(b.terms)}
                data-bidder={mine.bidder}
                data-version={mine.next}
                data-ceiling={c.form.ceiling}
                data-csrf={p.csrf}
              >
                <fieldset>
                  <legend>{t('开标一览表', 'Opening sheet')}</legend>
                  {of('price', t(sheetFields.price), { required: true, hint: t('例如 9800000.00', 'as 9800000.00') })}
                  {of('days', t(sheetFields.days), { required: true })}
                  {of('quality', t(sheetFields.quality), { required: true })}
                </fieldset>
                <fieldset>
                  <legend>{t('投标人', 'The bidder')}</legend>
                  {of('name', t(identityFields.name), { required: true })}
                  {of('uscc', t(identityFields.uscc), { required: true })}
                  {of('manager', t(identityFields.manager), { required: true })}
                  {of('contact', t(identityFields.contact), { required: true })}
                </fieldset>
                <div class="field">
                  <label for="seal-files">
                    {t('投标文件（可选多个，合计 500 MB 以内）', 'Bid documents (several; 500 MB in all)')}
                  </label>
                  <input id="seal-files" type="file" name="files" multiple required />
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
        </PortalPage>
      ),
    }
  },
})
