import { describeLog, lookUp } from '../../../kernel/ledger/contract.ts'
import { actTypes, anyone, type Page, type PageContext, Problem, page, text } from '../../../kernel/platform/index.ts'
import { Button, Empty, Facts, Field, Light, Notice, sayTime } from '../../../web/ui/index.ts'
import { witnessName } from '../witness-name.ts'
import { Counts, Growth, lastHours } from './growth.tsx'
import { bundle, qr, receipt } from './receipts.tsx'
import { verify } from './verify.tsx'

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
      <div class="scroll">
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
      </div>
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
    const witnesses = d.witnesses.map((w) => witnessName(w.name)[lang]).join(t('、', ', '))
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
              <b>{newest ? `${newest.witnesses.length} / ${d.witnesses.length}` : '—'}</b>
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
                `The newest checkpoint still lacks ${d.quorum - newest.witnesses.length} of the witnesses that it needs. Services are not affected.`,
              )}
            />
          )}
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
            {d.witnesses.length > 0 && (
              <li>
                {t(
                  `${witnesses}各有一份见证：市里换掉账本，他们的签名会揭穿。`,
                  `${witnesses} witness it: a replaced ledger would be exposed by their signatures.`,
                )}
              </li>
            )}
            <li>
              {t(
                '它不保证记下的内容本身正确：对内容不服，请走复议或诉讼，回执就是证据。',
                'It does not promise that what was recorded is right: contest that by reconsideration or in court, with the receipt as evidence.',
              )}
            </li>
          </ul>
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
          <h2>{t('每天记了多少', 'How much a day')}</h2>
          {d.days.length === 0 ? (
            <Empty>{t('还没有记录。', 'Nothing yet.')}</Empty>
          ) : (
            <Growth
              lang={lang}
              bars={d.days.map((x) => ({ when: x.day, n: x.n }))}
              label={t(
                `最近 ${d.days.length} 个有记录的日子，每天的条数`,
                `Entries on the last ${d.days.length} days with any`,
              )}
            />
          )}
          {d.hours.length > 0 && (
            <>
              <h2>{t('记录最新的两天，每小时', 'By the hour, the newest two days')}</h2>
              <Growth
                lang={lang}
                bars={lastHours(d.hours)}
                label={t('最近 48 小时里每小时的条数', 'Entries in each of the last 48 hours')}
              />
            </>
          )}
          <div class="columns">
            <section>
              <h2>{t('哪些单位', 'By unit')}</h2>
              <Counts
                rows={d.units.map((u) => ({ when: u[lang], n: u.n }))}
                head={[t('单位', 'Unit'), t('条数', 'Entries')]}
                caption={t('记得最多的单位和条数', 'The units with the most entries')}
              />
            </section>
            <section>
              <h2>{t('记了些什么', 'What is recorded')}</h2>
              <Counts
                rows={d.types.map((x) => ({ when: actTypes.get(x.type)?.title[lang] ?? x.type, n: x.n }))}
                head={[t('行为', 'Act'), t('条数', 'Entries')]}
                caption={t('记得最多的行为和条数', 'The acts with the most entries')}
              />
            </section>
          </div>
          <h2>{t('最近的检查点', 'Newest checkpoints')}</h2>
          <p class="small">
            {t(
              '检查点是账本对“到此为止的全部内容”签的名。见证人各自核对过它只往后长，才加上自己的签名；几秒之内陆续签来。',
              'A checkpoint is the ledger’s signature on all that it holds so far. Each witness signs beside it after seeing that it only grew; their signatures arrive within seconds.',
            )}
          </p>
          {d.last.length === 0 ? (
            <Empty>{t('还没有检查点。', 'No checkpoint yet.')}</Empty>
          ) : (
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
                      <Light colour={c.quorum ? 'green' : c.witnesses.length > 0 ? 'yellow' : 'off'}>
                        <span class="breakable">
                          {c.witnesses.map((w) => witnessName(w)[lang]).join(t('、', ', ')) ||
                            t('没有人签（很快被下一个接上）', 'nobody (the next one followed at once)')}
                        </span>
                      </Light>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
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
                ...d.witnesses.map((w): [string, unknown] => [
                  t(`见证人：${witnessName(w.name).zh}`, `Witness: ${witnessName(w.name).en}`),
                  <code>{w.vkey}</code>,
                ]),
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
              {t('运行（名字用您的域名）：', 'Run (the name is your domain):')}
              <pre>
                npx gnomon witness --state ./witness --name {t('见证人.您的域名', 'witness.your.domain')} --port 8123
                --log {d.vkeys[0]}
              </pre>
            </li>
            <li>
              {t(
                'witness 目录里是它的私钥和它见过的检查点：只留一份，有自己的盘，不从备份恢复，不复制到第二台机器上跑。',
                'The folder “witness” holds its private key and what it has seen: keep one of it, never restore it from a backup, never run a copy on a second machine.',
              )}
            </li>
            <li>
              {t(
                '把它印出来的一行交给市里，写进见证策略（外面连得到的网址用 --url 说）。之后每个检查点它都会核对：只往后长、没有改过，才签。签了没有，看上面的“最近的检查点”。',
                'Give the line that it prints to the city, for its policy (--url names the address that others reach). From then on it checks each checkpoint and signs only what grew and never changed. Whether it did stands above, under “Newest checkpoints”.',
              )}
            </li>
            <li>
              {t('只想盯着、不签名：', 'Only to watch, without signing:')}
              <pre>npx gnomon monitor {p.url.origin}</pre>
            </li>
          </ol>
        </main>
      ),
    }
  },
})

export const pages: Page[] = [overview, verify, receipt, qr, bundle]
