import { contract as cases } from '../../../kernel/cases/index.ts'
import { describeLog } from '../../../kernel/ledger/contract.ts'
import { actTypes, anyone, type PageContext, Problem, page, text } from '../../../kernel/platform/index.ts'
import { Facts, Notice } from '../../../web/ui/index.ts'
import { witnessName } from '../witness-name.ts'

/** Verifies in the browser, offline once it is open: the script has the city's keys and every word from this page. */
export const verify = page({
  path: '/verify',
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t } = p
    const d = await p.call(describeLog, {})
    const licence = p.query.licence ? await licenceNotice(p, p.query.licence) : undefined
    return {
      title: text('验证回执或证照', 'Verify a receipt or a licence'),
      scripts: ['/assets/verify.js'],
      body: (
        <main class="page narrow" id="main">
          <h1>{t('验证回执或证照', 'Verify a receipt or a licence')}</h1>
          {licence}
          <p class="lead">
            {t(
              '文件不会上传：全部在您的浏览器里算。页面打开后断网也能用。',
              'The file is not sent anywhere: everything is computed in your browser, also offline once this page is open.',
            )}
          </p>
          <div
            id="verify"
            data-lang={p.lang}
            data-keys={JSON.stringify(d.keys)}
            data-witnesses={d.witnesses.map((w) => w.vkey).join(' ')}
            data-words={JSON.stringify({
              acts: Object.fromEntries(
                [...actTypes.values()].filter((a) => a.published).map((a) => [a.type, a.title[p.lang]]),
              ),
              witnesses: Object.fromEntries(d.witnesses.map((w) => [w.name, witnessName(w.name)[p.lang]])),
            })}
          >
            <div class="field">
              <label for="f-file">{t('选择文件', 'Choose a file')}</label>
              <span class="hint">
                {t(
                  '回执（.tlog-proof）、全部回执（.bundle.json）、证照（.pdf）或二维码的图片',
                  'A receipt (.tlog-proof), a bundle (.bundle.json), a licence (.pdf) or a picture of a QR code',
                )}
              </span>
              <input id="f-file" type="file" accept=".tlog-proof,.json,.pdf,.txt,image/*" />
            </div>
            <div class="field">
              <label for="f-photo">{t('或拍下二维码', 'Or photograph the QR code')}</label>
              <span class="hint">
                {t(
                  '二维码占满画面、放平、对清楚。手机自带的“扫一扫”也行：它会直接打开这一页。',
                  'Fill the picture with the code, flat and sharp. The camera app of a phone does as well: it opens this page by itself.',
                )}
              </span>
              <input id="f-photo" type="file" accept="image/*" capture="environment" />
            </div>
            <div class="field">
              <label for="f-text">{t('或粘贴回执的文字', 'Or paste the text of a receipt')}</label>
              <textarea id="f-text" rows={4} class="mono" spellcheck={false} />
            </div>
            <div id="verdict" role="status" tabindex={-1} />
            <div id="disclosure" />
            <noscript>
              <Notice
                kind="info"
                title={t(
                  '浏览器没有开启脚本。请在终端里运行：npx gnomon verify 文件',
                  'Scripts are off. In a terminal, run: npx gnomon verify FILE',
                )}
              />
            </noscript>
          </div>
          <h2>{t('用谁的公钥', 'Whose key')}</h2>
          <p class="small">
            <code>{d.vkeys[0]}</code>
          </p>
          <p class="small">
            {t(
              '这个公钥也印在市政府公报上（演示），请对一对加号后面的八位。',
              'The key is also printed in the municipal gazette (demonstration); compare the eight digits after the first plus sign.',
            )}
          </p>
        </main>
      ),
    }
  },
})

/** Where the QR code of a licence leads: what was issued under the number, in large type. */
async function licenceNotice(p: PageContext, number: string) {
  const { t, lang } = p
  try {
    const found = await p.call(cases.lookUpLicence, { number, ...(p.query.code ? { code: p.query.code } : {}) })
    return (
      <section class="card">
        {found.ended && (
          <Notice
            kind="problem"
            title={t(
              `已无效：${found.ended.on} ${found.ended.said.zh}`,
              `No longer valid: ${found.ended.said.en} on ${found.ended.on}`,
            )}
          />
        )}
        {found.expired && !found.ended && (
          <Notice
            kind="problem"
            title={t(`已过期：有效期到 ${found.until}`, `Expired: it was valid until ${found.until}`)}
          />
        )}
        <Notice
          kind={found.demonstration ? 'warning' : 'success'}
          title={
            found.demonstration
              ? t('有这张证照（演示，不具有法律效力）', 'There is such a licence (demonstration, no legal effect)')
              : t('有这张证照', 'There is such a licence')
          }
        />
        <h2>{found.title[lang]}</h2>
        <Facts
          rows={[
            [t('编号', 'Number'), found.number],
            ...(found.holder ? ([[t('持证人', 'Holder'), found.holder]] as [string, string][]) : []),
            ...found.lines,
            [t('颁发机关', 'Issued by'), found.issuedBy],
            [t('颁发日期', 'Issued on'), found.issuedOn],
            [
              t('有效期', 'Valid'),
              found.until ? t(`${found.validity}，到 ${found.until}`, `until ${found.until}`) : found.validity,
            ],
          ]}
        />
        <p class="small">
          {found.holder
            ? t('请与手里的证照逐行对一对。', 'Please compare it with the licence in your hand, line by line.')
            : t(
                '持证人只给扫了证照上二维码的人看。要确认手里的文件，请在下面选择它。',
                'The holder is shown to who scanned the licence’s own QR code. To check the file in your hand, choose it below.',
              )}
        </p>
      </section>
    )
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return <Notice kind="problem" title={t(error.title)} />
  }
}
