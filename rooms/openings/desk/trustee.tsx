import { caseKinds, findCase } from '../../../kernel/cases/index.ts'
import { page, postOf, text } from '../../../kernel/platform/index.ts'
import { DEMO_PASSPHRASE, demoKey, contract as envelope, TRUSTEE } from '../../../trade/envelope/index.ts'
import { DeskPage, Facts, sayTime } from '../../../web/ui/index.ts'
import { demoKeys, desk } from '../paths.ts'

/** A box of a further round, of a reserve or of sealed bids is called as its case; one of an order as its framework and the order. */
const caseOf = (number: string) => /(\d{6}-\d{4}-\d{6})(-[RS]\d+)?$/.exec(number)?.[1] ?? number

/** The opening as its trustees do it: rehearsal before the deadline, release after it, each in his own browser. */
export default page({
  path: `${desk}/:number`,
  shell: 'desk',
  allow: ({ actor }) => postOf(actor, TRUSTEE) !== undefined,
  async render(p) {
    const { t, lang } = p
    const number = p.params.number!
    const b = await p.call(envelope.view, { number })
    const me = b.terms.trustees.find((x) => x.no === b.trustee)
    const done = me && b.released.includes(me.no)
    const can = !me
      ? undefined
      : b.state === 'open'
        ? 'rehearse'
        : b.state === 'sealed' && b.called && !done
          ? 'release'
          : undefined
    const demonstration = me && demoKey(me.unit).key === me.key ? `${demoKeys}/${me.unit}.json` : undefined
    const found = await findCase(p.tx, caseOf(number))
    const pages = found && caseKinds.get(found.kind)?.pages
    const result = pages && (pages.box ? `${pages.box}/${number}` : `${pages.portal}/${found.number}`)
    return {
      title: text('受托人开标', 'Opening by trustees'),
      scripts: ['/assets/trustee.js'],
      body: (
        <DeskPage
          p={p}
          title={t('受托人开标', 'Opening by trustees')}
          lead={number}
          back={{ href: desk, text: t('钥匙与开标', 'Key and openings') }}
        >
          <Facts
            rows={[
              [t('投标截止', 'Deadline'), sayTime(new Date(b.terms.deadline), lang)],
              [
                t('需要', 'Needed'),
                t(
                  `${b.terms.trustees.length} 位中的 ${b.terms.threshold} 位`,
                  `${b.terms.threshold} of ${b.terms.trustees.length}`,
                ),
              ],
              [
                t('信封', 'Envelopes'),
                b.sealed ? String(b.sealed.list.length) : t('截止前不公布', 'not told before the deadline'),
              ],
            ]}
          />
          <table class="table dense">
            <caption>{t('受托人', 'Trustees')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('序号', 'No.')}</th>
                <th scope="col">{t('单位', 'Unit')}</th>
                <th scope="col">{t('演练', 'Rehearsal')}</th>
                <th scope="col">{t('份额', 'Shares')}</th>
              </tr>
            </thead>
            <tbody>
              {b.terms.trustees.map((x) => (
                <tr>
                  <td>{x.no}</td>
                  <td>{x.title[lang]}</td>
                  <td>{b.rehearsed.includes(x.no) ? t('● 能开', '● opens') : t('○ 还没有', '○ not yet')}</td>
                  <td>{b.released.includes(x.no) ? t('● 已交出', '● released') : '○'}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {b.state === 'opened' && (
            <p class="notice success" role="status">
              <strong>{t('全部信封已经开启。', 'All envelopes are open.')}</strong>{' '}
              {result && <a href={result}>{t('看开标结果', 'See the result')}</a>}
            </p>
          )}
          {b.short && (
            <p class="notice warning" role="status">
              {t(
                `有效的份额只有 ${b.short.have}，要 ${b.short.need}：请另一位受托人交出份额。`,
                `Only ${b.short.have} shares hold of ${b.short.need}: another trustee is needed.`,
              )}
            </p>
          )}
          {done && b.state !== 'opened' && (
            <p class="notice info" role="status">
              {t('您的份额已经交出，等其他受托人。', 'Your shares are released; others are awaited.')}
            </p>
          )}
          {can && (
            <section>
              <h2>
                {can === 'rehearse'
                  ? t('演练：试一试钥匙', 'Rehearsal: try the key')
                  : t('交出份额', 'Release your shares')}
              </h2>
              <p class="small">
                {can === 'rehearse'
                  ? t(
                      '服务器密封一个随机数给您，您开出来交回，证明钥匙文件和口令都对。',
                      'The server seals a number to you; you bring it back, which proves that file and passphrase are right.',
                    )
                  : t(
                      '在这台浏览器里解出您的那一份；私钥不离开浏览器。',
                      'Your part is made in this browser; the private key does not leave it.',
                    )}
              </p>
              <p class="notice warning" data-needs-scripts>
                {t(
                  '解出份额要在浏览器里计算，需要打开脚本（JavaScript）。',
                  'The browser computes it itself: please allow scripts.',
                )}
              </p>
              <form
                class="form"
                data-trustee={can}
                data-number={number}
                data-box={b.terms.box}
                data-csrf={p.csrf}
                data-key={me!.key}
                data-no={me!.no}
                hidden
              >
                <div class="field">
                  <label for="key-file">{t('钥匙文件', 'Key file')}</label>
                  <input id="key-file" name="file" type="file" accept="application/json,.json" required />
                </div>
                <div class="field">
                  <label for="key-pass">{t('口令', 'Passphrase')}</label>
                  <input id="key-pass" name="pass" type="password" required autocomplete="off" />
                </div>
                <button class="button" type="submit">
                  {can === 'rehearse' ? t('演练', 'Rehearse') : t('交出份额', 'Release')}
                </button>
                <p data-say role="status" />
              </form>
              {demonstration && (
                <p class="small">
                  {t('演示城市：', 'Demonstration: ')}
                  <a href={demonstration}>{t('下载这个受托人的演示钥匙', 'this trustee’s demonstration key')}</a>
                  {t(
                    `，口令 ${DEMO_PASSPHRASE}。真实的钥匙从不在服务器上。`,
                    `, passphrase ${DEMO_PASSPHRASE}. A real key is never on the server.`,
                  )}
                </p>
              )}
            </section>
          )}
          {me && b.state === 'sealed' && !b.called && (
            <p class="notice info" role="status">
              {t('已截止，等交易中心宣布开标。', 'The deadline has passed; the exchange calls the opening.')}
            </p>
          )}
        </DeskPage>
      ),
    }
  },
})
