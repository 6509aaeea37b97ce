import { contract as cases } from '../../../kernel/cases/index.ts'
import { contract as identity } from '../../../kernel/identity/index.ts'
import { action, anyone, type PageContext, page, standardProblem, text } from '../../../kernel/platform/index.ts'
import { Act, Button, PortalPage, sayDay } from '../../../web/ui/index.ts'
import { approval } from '../case.kind.ts'
import { deadlineFile } from './deadlines.ts'

const TITLE = text('期限订阅到日历', 'Deadlines in your calendar')
const PATH = '/my/calendar'
const FEED = '/calendar/deadlines.ics'
const purpose = 'deadlines' as const
const back = (p: PageContext) => ({ href: '/my', text: p.t('我的办件', 'My cases') })

/** What a calendar program reads again and again: the secret is in the question, which no log of ours keeps. */
export const feed = page({
  path: FEED,
  shell: 'none',
  allow: anyone,
  async render(p) {
    const { personId } = await p.callAsSystem(identity.feedOwner, { purpose, key: p.query.key ?? '' })
    if (!personId) throw standardProblem('NOT_FOUND')
    const open = await p.callAsSystem(cases.openCasesOf, { personId, kind: approval.kind })
    return deadlineFile(p, open.cases, p.query.lang === 'en' ? 'en' : 'zh')
  },
})

/** An address of one's own that can be ended: it shows deadlines to whoever has it, and lets nobody do anything. */
export default page({
  path: PATH,
  shell: 'portal',
  allow: ({ actor }) => actor.kind === 'person',
  actions: {
    make: action({
      operation: identity.makeFeed,
      input: () => ({ purpose }),
      next: ({ key }, p) => {
        const address = `${p.site}${FEED}?key=${key}&lang=${p.lang}`
        return {
          once: {
            title: TITLE,
            body: (
              <PortalPage p={p} title={p.t('订阅地址', 'Your address')} back={back(p)} narrow>
                <p>
                  {p.t(
                    '只显示这一次。复制到日历程序的“订阅日历”里；手机可以直接点。',
                    'Shown this once. Copy it into your calendar’s “subscribe”; a phone opens it at a touch.',
                  )}
                </p>
                <p class="mono" style="overflow-wrap:anywhere">
                  {address}
                </p>
                <p>
                  <a class="button" href={address.replace(/^https?:/, 'webcal:')}>
                    {p.t('在日历里打开', 'Open in the calendar')}
                  </a>
                </p>
              </PortalPage>
            ),
          },
        }
      },
    }),
    end: action({ operation: identity.endFeed, input: () => ({ purpose }), next: () => `${PATH}?ended=1` }),
  },
  async render(p) {
    const { t, lang } = p
    const { madeAt } = await p.call(identity.myFeed, { purpose })
    return {
      title: TITLE,
      body: (
        <PortalPage
          p={p}
          title={t(TITLE)}
          back={back(p)}
          narrow
          said={[
            [
              p.query.ended,
              text('地址已停用，从现在起什么也读不到。', 'The address is ended: nothing is read by it from now on.'),
            ],
          ]}
        >
          <p>
            {t(
              '日历每天自己来取：每件办件的最后一日，要您补正的提前一天提醒。谁有这个地址谁就能看到这些期限（事项名称和编号），但什么也办不了；随时可以停用。',
              'The calendar fetches it each day: the last day of each case, with an alarm the day before where you must do something. Whoever has the address sees these deadlines (item and number) and can do nothing; you may end it at any time.',
            )}
          </p>
          {madeAt && (
            <p>
              {t(
                `现在有一个地址，${sayDay(madeAt, lang)} 开的。`,
                `There is an address, made on ${sayDay(madeAt, lang)}.`,
              )}
            </p>
          )}
          <form method="post" class="form">
            <Act p={p} name="make" />
            <Button>
              {madeAt
                ? t('换一个地址（原来的停用）', 'Make another (the old one ends)')
                : t('开一个订阅地址', 'Make an address')}
            </Button>
          </form>
          {madeAt && (
            <form method="post" class="form">
              <Act p={p} name="end" />
              <Button secondary>{t('停用', 'End it')}</Button>
            </form>
          )}
          <p>
            <a href="/my/deadlines.ics">
              {t('只要一次：下载现在的期限', 'Just once: download the deadlines as they are')}
            </a>
          </p>
        </PortalPage>
      ),
    }
  },
})
