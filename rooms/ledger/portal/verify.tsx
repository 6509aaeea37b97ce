import { describeLog } from '../../../kernel/ledger/contract.ts'
import { actTypes, anyone, page, text } from '../../../kernel/platform/index.ts'
import { Notice } from '../../../web/ui/index.ts'
import { witnessName } from '../witness-name.ts'

/** Verifies in the browser, offline once it is open: the script has the city's keys and every word from this page. */
export const verify = page({
  path: '/verify',
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t } = p
    const d = await p.call(describeLog, {})
    return {
      title: text('验证回执或证照', 'Verify a receipt or a licence'),
      scripts: ['/assets/verify.js'],
      body: (
        <main class="page narrow" id="main">
          <h1>{t('验证回执或证照', 'Verify a receipt or a licence')}</h1>
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
