import QRCode from 'qrcode'
import { bundleOfCase, receiptOfAct } from '../../../kernel/ledger/contract.ts'
import { qrFragment } from '../../../kernel/ledger/index.ts'
import { anyone, isUuid, page, standardProblem, text } from '../../../kernel/platform/index.ts'
import { Notice } from '../../../web/ui/index.ts'

const uuid = (s: string | undefined) => (isUuid(s) ? s : undefined)

export const receipt = page({
  path: '/ledger/acts/:act/receipt',
  shell: 'none',
  allow: anyone,
  async render(p) {
    const actId = uuid(p.params.act)
    if (!actId) throw standardProblem('NOT_FOUND')
    const disclose = (p.query.disclose ?? '').split(',').filter(Boolean)
    const { file, name } = await p.call(receiptOfAct, { actId, disclose })
    return {
      title: text(name, name),
      bytes: { data: new TextEncoder().encode(file), type: 'text/plain; charset=utf-8', name },
    }
  },
})

/** The quiet zone of ISO/IEC 18004, in modules. */
const QUIET = 4
/** A dense code is read only where each module is as wide as the next: three pixels, and never a part of one. */
const wholePixels = (svg: string): string =>
  svg.replace(/viewBox="0 0 (\d+) \d+"/, (box, modules) => `${box} width="${Number(modules) * 3}"`)

export const qr = page({
  path: '/ledger/acts/:act/qr',
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t } = p
    const actId = uuid(p.params.act)
    if (!actId) throw standardProblem('NOT_FOUND')
    const { file, index } = await p.call(receiptOfAct, { actId })
    const address = `${p.url.origin}/verify#${qrFragment(file)}`
    const svg = await QRCode.toString(address, { type: 'svg', errorCorrectionLevel: 'L', margin: QUIET }).then(
      wholePixels,
      () => undefined,
    )
    return {
      title: text('回执的二维码', 'QR code of a receipt'),
      body: (
        <main class="page narrow" id="main">
          <h1>{t('回执的二维码', 'QR code of a receipt')}</h1>
          {svg ? (
            <>
              <p>
                {t(
                  `账本第 ${index} 位。用手机扫，打开验证页就在手机上算；回执在网址的 # 后面，不会发给服务器。可以打印；码很密，请打得大些，放平了扫。`,
                  `Leaf ${index}. Scan it: the page verifies on the phone itself; the receipt stands behind the # and is not sent to the server. You may print it; the code is dense, so print it large and scan it flat.`,
                )}
              </p>
              <figure
                class="qr whole"
                role="img"
                aria-label={t('回执的二维码', 'QR code of the receipt')}
                dangerouslySetInnerHTML={{ __html: svg }}
              />
            </>
          ) : (
            <Notice
              kind="info"
              title={t(
                '这张回执太长，二维码装不下。请用文件。',
                'This receipt is too long for a QR code. Please use the file.',
              )}
            />
          )}
          <p>
            <a href={`/ledger/acts/${actId}/receipt`}>
              {t('取完整的回执（三种签名都在）', 'Get the whole receipt (with all three signatures)')}
            </a>{' '}
            · <a href={address}>{t('在这里验证', 'Verify here')}</a>
          </p>
        </main>
      ),
    }
  },
})

export const bundle = page({
  path: '/ledger/cases/:case/bundle',
  shell: 'none',
  allow: anyone,
  async render(p) {
    const caseId = uuid(p.params.case)
    if (!caseId) throw standardProblem('NOT_FOUND')
    const { file, name } = await p.call(bundleOfCase, { caseId })
    return { title: text(name, name), bytes: { data: new TextEncoder().encode(file), type: 'application/json', name } }
  },
})
