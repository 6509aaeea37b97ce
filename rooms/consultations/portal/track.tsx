import { anyone, page, text } from '../../../kernel/platform/index.ts'
import { Empty, Facts, PortalPage, sayDay, sayTime } from '../../../web/ui/index.ts'
import { requests } from '../contract.ts'
import * as paths from '../paths.ts'

const TITLE = text('按编号查诉求进度', 'Progress by number')

/** For who called or wrote from elsewhere: where it is, and by which day; never what was said. */
export default page({
  path: paths.track,
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t, lang } = p
    const number = (p.query.number ?? '').trim().slice(0, 40)
    const [found] = number ? await p.call(requests, { numbers: [number] }) : []
    return {
      title: TITLE,
      body: (
        <PortalPage
          p={p}
          title={t(TITLE)}
          back={{ href: paths.portal, text: t('咨询投诉', 'Questions and complaints') }}
          narrow
        >
          <form method="get" class="form">
            <div class="field">
              <label for="f-number">{t('诉求编号', 'Number')}</label>
              <input id="f-number" name="number" value={number} required />
            </div>
            <button type="submit" class="button">
              {t('查询', 'Look up')}
            </button>
          </form>
          {number !== '' && !found && (
            <Empty>
              {t(
                '没有这个编号的诉求。编号像 350200-2026-000123，短信和电话里告诉过您。',
                'There is none with this number. It looks like 350200-2026-000123 and was told to you.',
              )}
            </Empty>
          )}
          {found && (
            <Facts
              rows={[
                [t('编号', 'Number'), found.number],
                [t('类别', 'Kind'), found.title[lang]],
                [t('状态', 'State'), found.statusText[lang]],
                [t('在哪个单位', 'With'), found.unitName[lang]],
                [t('收到', 'Received'), sayTime(found.requestedAt, lang)],
                ...(found.expectedOn && found.status === 'open'
                  ? [[t('最迟哪天答复', 'To be answered by'), sayDay(found.expectedOn, lang)] as [string, string]]
                  : []),
              ]}
            />
          )}
        </PortalPage>
      ),
    }
  },
})
