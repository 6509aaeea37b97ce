import { page, postOf, text } from '../../../kernel/platform/index.ts'
import { contract as envelope, TRUSTEE } from '../../../trade/envelope/index.ts'
import { DeskPage, Facts, sayTime } from '../../../web/ui/index.ts'
import { desk } from '../paths.ts'

/** A trustee’s key: made in the browser, kept by the trustee as a file; only its public half comes here. */
export default page({
  path: desk,
  shell: 'desk',
  allow: ({ actor }) => postOf(actor, TRUSTEE) !== undefined,
  async render(p) {
    const { t, lang } = p
    const post = postOf(p.actor, TRUSTEE)!
    const mine = (await p.call(envelope.keys, { jurisdiction: post.jurisdiction })).find(
      (k) => k.unit === post.unitCode,
    )
    const open = await p.call(envelope.boxes, {})
    return {
      title: text('受托人：钥匙与开标', 'Trustee: key and openings'),
      scripts: ['/assets/trustee.js'],
      body: (
        <DeskPage
          p={p}
          title={t('受托人：钥匙与开标', 'Trustee: key and openings')}
          lead={t(
            '钥匙在这台浏览器里生成，以口令加密存成文件，由您保管；服务器只登记公钥，任何人拿到服务器也开不了标。',
            'The key is made in this browser and kept by you as a file under a passphrase; the server has only the public half, and whoever has the server cannot open a bid.',
          )}
        >
          <Facts
            rows={[
              [t('受托单位', 'Trustee'), post.unitName[lang]],
              [
                t('已登记的公钥', 'Registered key'),
                mine ? (
                  <>
                    <code>{mine.key.slice(0, 16)}…</code> {sayTime(mine.registeredAt, lang)}
                  </>
                ) : (
                  t('还没有', 'none yet')
                ),
              ],
            ]}
          />
          <section>
            <h2>{t('生成新钥匙', 'Make a new key')}</h2>
            <p class="notice warning" data-needs-scripts>
              {t(
                '生成钥匙要在浏览器里计算，需要打开脚本（JavaScript）。',
                'A key is made by the browser itself: please allow scripts.',
              )}
            </p>
            <form class="form" data-make-key data-unit={post.unitCode} data-csrf={p.csrf} hidden>
              <div class="field">
                <label for="key-pass">{t('口令（十二个字以上）', 'Passphrase (twelve characters or more)')}</label>
                <input id="key-pass" name="pass" type="password" required minLength={12} autocomplete="new-password" />
              </div>
              <div class="field">
                <label for="key-again">{t('再输一次', 'Once more')}</label>
                <input
                  id="key-again"
                  name="again"
                  type="password"
                  required
                  minLength={12}
                  autocomplete="new-password"
                />
              </div>
              <button class="button" type="submit">
                {t('生成、保存并登记', 'Make, save and register')}
              </button>
              <p data-say role="status" />
            </form>
            {mine && (
              <p class="small">
                {t(
                  '换了钥匙，只对以后公告的项目有效；已经公告的项目仍要用原来的钥匙文件。',
                  'A new key counts for tenders announced from now on; those announced before need the old key file.',
                )}
              </p>
            )}
          </section>
          <section>
            <h2>{t('待开启的投标箱', 'Boxes to be opened')}</h2>
            {open.length === 0 && <p class="empty">{t('现在没有。', 'None now.')}</p>}
            <ul>
              {open.map((x) => (
                <li>
                  <a href={`${desk}/${x.number}`}>{x.number}</a> · {t('截止', 'deadline')}{' '}
                  {sayTime(new Date(x.deadline), lang)} ·{' '}
                  {x.released
                    ? t('● 您已交出份额', '● you have released')
                    : x.called
                      ? t('▲ 等您交出份额', '▲ waits for your shares')
                      : x.state === 'sealed'
                        ? t('○ 已截止，还没有宣布开启，不用办什么', '○ closed, not called yet: nothing to do')
                        : x.rehearsed
                          ? t('● 已演练', '● rehearsed')
                          : t('○ 还没有演练', '○ not rehearsed')}
                </li>
              ))}
            </ul>
          </section>
        </DeskPage>
      ),
    }
  },
})
