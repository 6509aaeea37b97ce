import { Empty, Facts, Light, Notice, sayTime } from '../../../web/ui/index.ts'
import { actTypes, anyone, type Page, page, standardProblem, text } from '../../platform/index.ts'
import { bundleOfCase, describeLog, receiptOfAct } from '../contract.ts'
import { Growth } from './growth.tsx'

const uuid = (s: string | undefined) => (s && /^[0-9a-f-]{36}$/.test(s) ? s : undefined)

const receipt = page({
  path: '/ledger/acts/:act/receipt',
  shell: 'none',
  allow: anyone,
  async render(p) {
    const actId = uuid(p.params.act)
    if (!actId) throw standardProblem('NOT_FOUND')
    const { file, name } = await p.call(receiptOfAct, { actId })
    return {
      title: text(name, name),
      bytes: { data: new TextEncoder().encode(file), type: 'text/plain; charset=utf-8', name },
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
              <b>{d.at ? sayTime(d.at).slice(0, 10) : '—'}</b>
              <span>{t('最新检查点', 'newest checkpoint')}</span>
            </li>
          </ul>
          {newest && newest.witnesses.length < d.quorum && (
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
                      <td>{sayTime(c.at)}</td>
                      <td>
                        {c.witnesses.length > 0 ? (
                          <Light colour={c.witnesses.length >= d.quorum ? 'green' : 'yellow'}>
                            {c.witnesses.join('、')}
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
          <p class="small">
            {t(
              '当见证人只要一台机器：npx gnomon witness --log 公钥。',
              'To be a witness takes one machine: npx gnomon witness --log VKEY.',
            )}
          </p>
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
            data-keys={d.vkeys.join(' ')}
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

export const pages: Page[] = [overview, verify, receipt, bundle]
