import { action, type FormValues, type PageContext, page, text } from '../../../kernel/platform/index.ts'
import { PortalPage, readForm } from '../../../web/ui/index.ts'
import * as contract from '../contract.ts'
import { QuotaNotice } from '../quota/quota.tsx'
import { ownOf } from '../standing.ts'
import { applicationForm, capacityIn, draftActions, itemOf, moveDraft, SAID } from './application-form.tsx'
import { ApplyBelow } from './apply-below.tsx'
import { CapacityChoice } from './capacity-choice.tsx'

/**
 * The application in one form: what is filled in, the materials, a look at all of it, submission. Every button sends the whole form
 * and saves it first, so that no upload and no refusal costs what was typed. It works without a script; with one, files go as they
 * are chosen and words a moment after they are typed (`/assets/keep-form.js`).
 */
export default page({
  path: '/apply/:item',
  shell: 'portal',
  allow: ({ actor }) => actor.kind === 'person',
  actions: {
    ...draftActions('own'),
    submit: action({
      operation: contract.submitApplication,
      input: async (form: FormValues, p: PageContext) => ({
        itemCode: p.params.item!,
        form: readForm((await itemOf(p)).form, form),
        capacity: capacityIn(p, form),
      }),
      next: (output) => `/cases/${output.number}?submitted=1`,
    }),
    move: moveDraft(),
  },
  async render(p) {
    const item = await itemOf(p)
    const { t, lang } = p
    const title = text(`申请：${item.content.name.zh}`, `Apply: ${item.content.name.en}`)
    if (ownOf(item.content).below) return { title, body: await ApplyBelow({ p, item }) }
    const { labels, form } = await applicationForm(p, item, {})
    return {
      title,
      scripts: ['/assets/keep-form.js'],
      body: (
        <PortalPage
          p={p}
          narrow
          title={item.content.name[lang]}
          back={{ href: `/items/${item.code}`, text: t('办事指南', 'Guide') }}
          labels={labels}
          said={SAID(p)}
        >
          {await QuotaNotice({ p, item })}
          <CapacityChoice p={p} />
          {!ownOf(item.content).joint && (
            <p class="small">
              <a
                href={`${p.url.pathname}/several${capacityIn(p) === '' ? '' : `?as=${encodeURIComponent(capacityIn(p))}`}`}
              >
                {t('要申请几件？一次办', 'More than one? Apply for them at once')}
              </a>
            </p>
          )}
          {form}
        </PortalPage>
      ),
    }
  },
})
