import { anyone, page, text } from '../../../kernel/platform/index.ts'
import { PortalPage } from '../../../web/ui/index.ts'

export const help = page({
  path: '/help',
  shell: 'portal',
  allow: anyone,
  render(p) {
    const { t } = p
    return {
      title: text('帮助', 'Help'),
      body: (
        <PortalPage p={p} title={t('帮助', 'Help')} narrow>
          <h2>{t('怎么办一件事', 'How to get something done')}</h2>
          <ol>
            <li>
              {t(
                '在首页搜索，或按要办的事、部门、权力清单找到事项。',
                'Search on the home page, or find the item by life event, department or powers list.',
              )}
            </li>
            <li>
              {t(
                '看指南：要什么材料、多久、谁决定。',
                'Read the guide: what you need, how long it takes, who decides.',
              )}
            </li>
            <li>
              {t(
                '登录，传材料，填表，提交。没填完可以存草稿。',
                'Log in, upload the materials, fill in the form, submit. You can save a draft.',
              )}
            </li>
            <li>
              {t(
                '在“我的办件”看每一步和期限怎么算的；每一步都能下载回执。',
                'Follow every act and how the deadline is computed under “My cases”; each act has a receipt.',
              )}
            </li>
          </ol>
          <h2>{t('期限怎么算', 'How deadlines are computed')}</h2>
          <p>
            {t(
              '受理当天不算，从第二天起数工作日；周末和节假日不算，调休上班的周末算；现场核查、专家评审等特别程序期间不算。每一天算不算、为什么，都列在办件页上。',
              'The day of acceptance does not count; from the next day on working days are counted. Weekends and holidays do not count, make-up days do; special procedures such as inspections do not count. Every single day is listed on the page of your case.',
            )}
          </p>
          <h2>{t('回执是什么', 'What a receipt is')}</h2>
          <p>
            {t(
              '每个行政行为都按顺序记入公开账本并签名。回执证明“当时就是这样记下的，之后没人改过”。在验证页拖入文件就能验，不用相信任何人。',
              'Every administrative act is recorded in order in the public ledger and signed. A receipt proves that it was recorded so and not changed since. The verify page checks it without trusting anybody.',
            )}
          </p>
          <p>
            <a href="/verify">{t('去验证', 'Verify')}</a> · <a href="/ledger">{t('公开账本', 'The ledger')}</a>
          </p>
        </PortalPage>
      ),
    }
  },
})
