import QRCode from 'qrcode'
import { Button, Empty, Facts, Field, Light, Notice, sayTime } from '../../../web/ui/index.ts'
import {
  actTypes,
  anyone,
  type Page,
  type PageContext,
  Problem,
  page,
  standardProblem,
  text,
} from '../../platform/index.ts'
import { bundleOfCase, describeLog, lookUp, receiptOfAct } from '../contract.ts'
import { Growth, lastHours, Units } from './growth.tsx'
import { qrFragment } from './qr.ts'

const uuid = (s: string | undefined) => (s && /^[0-9a-f-]{36}$/.test(s) ? s : undefined)

const receipt = page({
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

const qr = page({
  path: '/ledger/acts/:act/qr',
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t } = p
    const actId = uuid(p.params.act)
    if (!actId) throw standardProblem('NOT_FOUND')
    const { file, index } = await p.call(receiptOfAct, { actId })
    const address = `${p.url.origin}/verify#${qrFragment(file)}`
    const svg = await QRCode.toString(address, { type: 'svg', errorCorrectionLevel: 'L', margin: 2 }).catch(
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
                  `账本第 ${index} 位。用手机扫，打开验证页就在手机上算；回执在网址的 # 后面，不会发给服务器。可以打印。`,
                  `Leaf ${index}. Scan it: the page verifies on the phone itself; the receipt stands behind the # and is not sent to the server. Print it if you like.`,
                )}
              </p>
              <figure
                class="qr"
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

const bundle = page({
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

/** What the ledger has of what was asked for. */
async function found(p: PageContext) {
  const { t, lang } = p
  const q = (p.query.q ?? '').trim()
  if (!q) return undefined
  let result: Awaited<ReturnType<typeof p.call<typeof lookUp>>>
  try {
    result = await p.call(lookUp, { query: q })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return <Notice kind="warning" title={(error.detail ?? error.title)[lang]} />
  }
  return (
    <>
      <h3>
        {result.number ?? result.caseId} ·{' '}
        {t(`${result.acts.length} 个公开的行为`, `${result.acts.length} public acts`)}
      </h3>
      <table class="table dense">
        <thead>
          <tr>
            <th scope="col" class="num">
              {t('号', 'No.')}
            </th>
            <th scope="col">{t('行为', 'Act')}</th>
            <th scope="col">{t('时间', 'Time')}</th>
            <th scope="col" class="num">
              {t('账本第几位', 'Leaf')}
            </th>
            <th scope="col">{t('回执', 'Receipt')}</th>
          </tr>
        </thead>
        <tbody>
          {result.acts.map((a) => (
            <tr>
              <td class="num">{a.number}</td>
              <td>{actTypes.get(a.type)?.title[lang] ?? a.type}</td>
              <td>{sayTime(a.happenedAt, lang)}</td>
              <td class="num">{a.index ?? t('正在写入', 'being written')}</td>
              <td>
                {a.index === null ? (
                  '—'
                ) : (
                  <>
                    <a href={`/ledger/acts/${a.actId}/receipt`}>{t('文件', 'file')}</a>{' '}
                    <a href={`/ledger/acts/${a.actId}/qr`}>{t('二维码', 'QR code')}</a>
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        <a href={`/ledger/cases/${result.caseId}/bundle`}>
          {t('取全部回执和完整性证明', 'Get all receipts and the proof of completeness')}
        </a>
      </p>
    </>
  )
}

const overview = page({
  path: '/ledger',
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t, lang } = p
    const d = await p.call(describeLog, {})
    const newest = d.last[0]
    return {
      title: text('公开账本', 'The public ledger'),
      body: (
        <main class="page" id="main">
          <h1>{t('公开账本', 'The public ledger')}</h1>
          <p class="lead">
            {t(
              '每一个行政行为都按顺序记在这里，签了名，谁也改不了，包括管机器的人。',
              'Every administrative act stands here in order and signed; nobody can change it, not even those who run the machine.',
            )}
          </p>
          <ul class="cards">
            <li>
              <b>{d.size}</b>
              <span>{t('条行为', 'acts')}</span>
            </li>
            <li>
              <b>{newest ? `${newest.witnesses.length}/${d.witnesses.length}` : '—'}</b>
              <span>{t('见证人签了最新检查点', 'witnesses signed the newest checkpoint')}</span>
            </li>
            <li>
              <b>{d.at ? sayTime(d.at, lang).slice(0, 10) : '—'}</b>
              <span>{t('最新检查点', 'newest checkpoint')}</span>
            </li>
          </ul>
          {newest && !newest.quorum && (
            <Notice
              kind="warning"
              title={t(
                `最新检查点还差 ${d.quorum - newest.witnesses.length} 位见证人。办事不受影响。`,
                `The newest checkpoint lacks ${d.quorum - newest.witnesses.length} witnesses. Services are not affected.`,
              )}
            />
          )}
          <h2>{t('每天记了多少', 'How much a day')}</h2>
          {d.days.length === 0 ? (
            <Empty>{t('还没有记录。', 'Nothing yet.')}</Empty>
          ) : (
            <Growth
              days={d.days}
              label={t(
                `最近 ${d.days.length} 个有记录的日子，每天的条数`,
                `Entries on the last ${d.days.length} days with any`,
              )}
            />
          )}
          {d.hours.length > 0 && (
            <>
              <h2>{t('最近两天每小时', 'By the hour, last two days')}</h2>
              <Growth
                days={lastHours(p.clock.now(), d.hours)}
                label={t('最近 48 小时里每小时的条数', 'Entries in each of the last 48 hours')}
              />
            </>
          )}
          <h2>{t('哪些单位', 'By unit')}</h2>
          {d.units.length > 0 && (
            <Units
              units={d.units.map((u) => ({ name: u[lang], n: u.n }))}
              label={t('记得最多的单位和条数', 'The units with the most entries')}
            />
          )}
          <section aria-labelledby="find-title" id="find">
            <h2 id="find-title">{t('查一件', 'Look up a case')}</h2>
            <form method="get" action="#find">
              <Field
                name="q"
                type="textarea"
                label={t('办件编号，或粘贴回执的文字', 'The number of a case, or the text of a receipt')}
                value={p.query.q ?? ''}
                lines={2}
              />
              <Button>{t('查', 'Look up')}</Button>
            </form>
            <div role="status">{await found(p)}</div>
          </section>
          <div class="columns">
            <section>
              <h2>{t('最近的检查点', 'Newest checkpoints')}</h2>
              <table class="table dense">
                <thead>
                  <tr>
                    <th scope="col" class="num">
                      {t('条数', 'Size')}
                    </th>
                    <th scope="col">{t('时间', 'Time')}</th>
                    <th scope="col">{t('见证', 'Witnesses')}</th>
                  </tr>
                </thead>
                <tbody>
                  {d.last.map((c) => (
                    <tr>
                      <td class="num">{c.size}</td>
                      <td>{sayTime(c.at, lang)}</td>
                      <td>
                        {c.witnesses.length > 0 ? (
                          <Light colour={c.quorum ? 'green' : 'yellow'}>
                            <span class="breakable">{c.witnesses.map((w) => w.split('.')[0]).join('、')}</span>
                          </Light>
                        ) : (
                          '—'
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
            <section>
              <h2>{t('记了些什么', 'What is recorded')}</h2>
              <Facts
                rows={d.types.map((x): [string, string] => [actTypes.get(x.type)?.title[lang] ?? x.type, String(x.n)])}
              />
            </section>
          </div>
          <h2>{t('它保证什么', 'What it promises')}</h2>
          <ul>
            <li>
              {t(
                '记下的不能改、不能删：改一个字，后面所有的签名都对不上。',
                'Nothing recorded can be changed or removed: one altered letter breaks every later signature.',
              )}
            </li>
            <li>
              {t(
                '每一件的行为从 1 起连续编号：少了一号，一眼看得出。',
                'The acts of a case are numbered from 1 without a gap: a missing one shows.',
              )}
            </li>
            <li>
              {t(
                '账本里没有姓名、证号、理由，只有加盐的摘要；本人可以拿原文来对。',
                'No names, numbers or reasons are in it, only salted digests; those concerned can open theirs.',
              )}
            </li>
            <li>
              {t(
                '人大、审计、高校各有一份见证：市里换掉账本，他们的签名会揭穿。',
                'The people’s congress, the audit office and the university witness it: a replaced ledger would be exposed by their signatures.',
              )}
            </li>
          </ul>
          <h2>{t('自己来查', 'Check it yourself')}</h2>
          <p>
            <a href="/verify">{t('验证一张回执或证照', 'Verify a receipt or a licence')}</a> ·{' '}
            <a href="/checkpoint">{t('最新检查点', 'Newest checkpoint')}</a> ·{' '}
            <a href="/.well-known/gnomon-ledger.json">{t('机器可读的入口', 'Machine-readable entry')}</a>
          </p>
          <Facts
            rows={
              [
                [t('账本名', 'Origin'), <code>{d.origin}</code>],
                [t('公钥', 'Verifier key'), <code>{d.vkeys[0]}</code>],
                ...d.witnesses.map((w): [string, unknown] => [w.name, <code>{w.vkey}</code>]),
              ] as never
            }
          />
          <h2>{t('来当见证人', 'Be a witness')}</h2>
          <ol>
            <li>
              {t(
                '一台联网的机器，装 Node 20 以上，取这个项目。',
                'One machine on the network with Node 20 or newer, and this project.',
              )}
            </li>
            <li>
              {t('运行：', 'Run: ')}
              <code class="breakable">
                npx gnomon witness --state ./witness --name {t('您的名字', 'your.name')} --log {d.vkeys[0]}
              </code>
            </li>
            <li>
              {t(
                '把它印出来的公钥和网址交给市里，写进见证策略。之后每个检查点它都会核对：只往后长、没有改过，才签。',
                'Give the key and the address that it prints to the city, for its policy. From then on it checks each checkpoint: it signs only what grew and never changed.',
              )}
            </li>
            <li>
              {t('只想盯着、不签名：', 'Only to watch, without signing: ')}
              <code>npx gnomon monitor {p.url.origin}</code>
            </li>
          </ol>
        </main>
      ),
    }
  },
})

const verify = page({
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
          >
            <div class="field">
              <label for="f-file">{t('选择文件', 'Choose a file')}</label>
              <span class="hint">
                {t(
                  '回执（.tlog-proof）、全部回执（.bundle.json）或证照（.pdf）',
                  'A receipt (.tlog-proof), a bundle (.bundle.json) or a licence (.pdf)',
                )}
              </span>
              <input id="f-file" type="file" accept=".tlog-proof,.json,.pdf,.txt" />
            </div>
            <div class="field">
              <label for="f-text">{t('或粘贴回执的文字', 'Or paste the text of a receipt')}</label>
              <textarea id="f-text" rows={4} class="editor" />
            </div>
            <div id="verdict" aria-live="polite" />
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
              '这个公钥也印在市政府公报上（演示），请对一对前八位。',
              'The key is also printed in the municipal gazette (demonstration); compare its first eight digits.',
            )}
          </p>
        </main>
      ),
    }
  },
})

export const pages: Page[] = [overview, verify, receipt, qr, bundle]
